package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.device.TokenHash;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.quarantine.QuarantineId;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// What the stores of one system share. Whoever reads or writes it holds its monitor, so that each call of a port
/// takes effect as one.
final class Memory {

    /// A token, and when it ends.
    record Grant(DeviceKey device, Instant validUntil) {}

    /// A quarantined message's place: ids are only unique within a tenant.
    record QuarantineKey(TenantId tenant, QuarantineId id) {}

    final TreeMap<DeviceKey, DeviceState> devices = new TreeMap<>();
    final Map<TokenHash, Grant> grants = new HashMap<>();
    final Map<QuarantineKey, QuarantineEntry> quarantine = new HashMap<>();
}
