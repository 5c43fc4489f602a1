package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.quarantine.QuarantineId;

/// A quarantined message, and the tenant whose it is.
record QuarantineKey(TenantId tenant, QuarantineId id) {}
