package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Records what the broker refused.
record Refusals(AuditQueue audit, InstantSource clock) {

    /// @param username as it was given, but for one that may be a token: that is a secret even if it is wrong
    void connection(Optional<DeviceKey> claimed, String username, Optional<InetAddress> from) {
        String address = from.map(InetAddress::getHostAddress).orElse("unknown");
        audit.add(new AuditEvent(clock.instant(), claimed.map(DeviceKey::tenant).orElse(null), "anonymous",
                "mqtt.connect", username, AuditEvent.Result.REFUSED, "from " + address));
    }

    void publish(DeviceKey device, String topic) {
        add(device, "mqtt.publish", topic, null);
    }

    void will(DeviceKey device, String topic) {
        add(device, "mqtt.publish", topic, "as its will");
    }

    void subscription(DeviceKey device, String filter) {
        add(device, "mqtt.subscribe", filter, null);
    }

    private void add(DeviceKey device, String action, String target, @Nullable String detail) {
        audit.add(new AuditEvent(clock.instant(), device.tenant(), "device:" + device.device(), action, target,
                AuditEvent.Result.REFUSED, detail));
    }
}
