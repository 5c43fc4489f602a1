package io.lapwing.sharedmodel.device;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// A device anywhere in the system: its tenant and its id there.
public record DeviceKey(TenantId tenant, DeviceId device) implements Comparable<DeviceKey> {

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
        int byTenant = tenant.value().compareTo(other.tenant.value());
        return byTenant == 0 ? device.value().compareTo(other.device.value()) : byTenant;
    }

    @Override
    public String toString() {
        return tenant.value() + "/" + device.value();
    }

    /// Written out, since a starting function would have to put the compiler's together.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DeviceKey key && tenant.value().equals(key.tenant.value())
                && device.value().equals(key.device.value());
    }

    @Override
    public int hashCode() {
        return 31 * tenant.hashCode() + device.hashCode();
    }
}
