package io.lapwing.sharedmodel.device;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// A registered device.
///
/// @param lastSeenAt when a message of it was last accepted, by the time of receipt
/// @param updatedAt when its profile last changed
/// @param version counts the changes of its profile, from 1; what an edit is checked against
public record Device(DeviceKey key, DeviceProfile profile, boolean online, @Nullable Instant lastSeenAt,
        Instant createdAt, Instant updatedAt, long version) {

    /// Whether this device may be reported for by `gateway`.
    public boolean reportsThrough(DeviceKey gateway) {
        return key.tenant().equals(gateway.tenant()) && gateway.device().equals(profile.gatewayId());
    }

    /// This device with another profile, one version on.
    public Device changedTo(DeviceProfile changed, Instant now) {
        return new Device(key, changed, online, lastSeenAt, createdAt, now, version + 1);
    }
}
