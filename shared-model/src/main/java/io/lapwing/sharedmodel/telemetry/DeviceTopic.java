package io.lapwing.sharedmodel.telemetry;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceReply;

import java.util.Optional;

/// An MQTT topic that a device sends to: `iot/v1/{tenant}/{device}/…`.
public record DeviceTopic(DeviceKey device, MessageKind kind) {

    public static final String ROOT = "iot/v1/";

    private static final String TELEMETRY = "telemetry";
    private static final String GATEWAY_TELEMETRY = "gateway/telemetry";

    /// What this topic means, if it is one that a device sends to.
    public static Optional<DeviceTopic> parse(String topic) {
        return kindOf(topic).flatMap(kind -> deviceOf(topic).map(device -> new DeviceTopic(device, kind)));
    }

    /// Whose topic this is, if it lies below a device's prefix, whatever it is for.
    public static Optional<DeviceKey> deviceOf(String topic) {
        if (!topic.startsWith(ROOT)) {
            return Optional.empty();
        }
        int tenantEnd = topic.indexOf('/', ROOT.length());
        int deviceEnd = tenantEnd < 0 ? -1 : topic.indexOf('/', tenantEnd + 1);
        return deviceEnd < 0
                ? Optional.empty()
                : DeviceKey.parse(topic.substring(ROOT.length(), tenantEnd), topic.substring(tenantEnd + 1, deviceEnd));
    }

    /// All topics of a device begin with this, and no other device's do.
    public static String prefixOf(DeviceKey device) {
        return ROOT + device.tenant() + "/" + device.device() + "/";
    }

    public static String telemetryOf(DeviceKey device) {
        return prefixOf(device) + TELEMETRY;
    }

    public static String gatewayTelemetryOf(DeviceKey device) {
        return prefixOf(device) + GATEWAY_TELEMETRY;
    }

    /// Where a device is told what was refused.
    public static String errorOf(DeviceKey device) {
        return prefixOf(device) + "error";
    }

    /// Where a device is told this.
    public static String of(DeviceReply reply) {
        return switch (reply) {
            case DeviceReply.ErrorReply error -> errorOf(error.device());
        };
    }

    private static Optional<MessageKind> kindOf(String topic) {
        if (topic.endsWith("/" + GATEWAY_TELEMETRY)) {
            return Optional.of(MessageKind.GATEWAY_TELEMETRY).filter(_ -> levels(topic) == 6);
        }
        return Optional.of(MessageKind.TELEMETRY).filter(_ -> topic.endsWith("/" + TELEMETRY) && levels(topic) == 5);
    }

    private static long levels(String topic) {
        return topic.chars().filter(c -> c == '/').count() + 1;
    }
}
