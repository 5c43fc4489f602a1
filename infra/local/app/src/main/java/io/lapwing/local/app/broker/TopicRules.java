package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.util.regex.Pattern;

/// Which topics a device may send on and listen to: those below its own prefix that are meant for it.
final class TopicRules {

    /// Where the ThingsBoard device API sends readings to.
    private static final String THINGSBOARD_TELEMETRY = "v1/devices/me/telemetry";
    private static final String THINGSBOARD_GATEWAY_TELEMETRY = "v1/gateway/telemetry";

    private static final Pattern UPLINK = Pattern.compile("shadow/[^/]+/(get|update)|cmd/[^/]+/res");
    private static final String STATUS = "status";

    private final DeviceKey device;
    private final String prefix;
    private final String telemetry;
    private final String gatewayTelemetry;

    TopicRules(DeviceKey device) {
        this.device = device;
        this.prefix = DeviceTopic.prefixOf(device);
        this.telemetry = DeviceTopic.telemetryOf(device);
        this.gatewayTelemetry = DeviceTopic.gatewayTelemetryOf(device);
    }

    DeviceKey device() {
        return device;
    }

    /// The topic that is meant by one which says "my own".
    String resolve(String topic) {
        return switch (topic) {
            case THINGSBOARD_TELEMETRY -> telemetry;
            case THINGSBOARD_GATEWAY_TELEMETRY -> gatewayTelemetry;
            default -> topic;
        };
    }

    /// Whether this resolved topic brings readings of the device.
    boolean bringsReadings(String topic) {
        return topic.equals(telemetry) || topic.equals(gatewayTelemetry);
    }

    /// Whether the device may send something on this topic that the broker itself delivers. Only its status may be
    /// retained, so that no device can fill the broker's memory.
    boolean maySend(String topic, boolean retained) {
        if (!topic.startsWith(prefix)) {
            return false;
        }
        String rest = topic.substring(prefix.length());
        return rest.equals(STATUS) || (!retained && UPLINK.matcher(rest).matches());
    }

    /// Whether the device may listen to this filter. Wildcards are free below the own prefix: from there none reaches
    /// beyond it.
    boolean maySubscribe(String filter) {
        return filter.startsWith(prefix);
    }
}
