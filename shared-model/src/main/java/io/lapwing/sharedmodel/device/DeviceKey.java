package io.lapwing.sharedmodel.device;

import java.util.Comparator;
import java.util.Optional;

/// A device anywhere in the system: its tenant and its id there.
public record DeviceKey(TenantId tenant, DeviceId device) implements Comparable<DeviceKey> {

    private static final Comparator<DeviceKey> ORDER = Comparator.comparing((DeviceKey key) -> key.tenant().value())
            .thenComparing(key -> key.device().value());

    public static DeviceKey of(String tenant, String device) {
        return new DeviceKey(new TenantId(tenant), new DeviceId(device));
    }

    /// The key of these two names, if they are names that a tenant and a device can have.
    public static Optional<DeviceKey> parse(String tenant, String device) {
        return TenantId.isValid(tenant) && DeviceId.isValid(device) ? Optional.of(of(tenant, device))
                : Optional.empty();
    }

    @Override
    public int compareTo(DeviceKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return tenant.value() + "/" + device.value();
    }
}
