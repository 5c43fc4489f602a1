package io.lapwing.sharedmodel.telemetry;

import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.shadow.ShadowName;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// An MQTT topic that a device sends to: `iot/v1/{tenant}/{device}/…`, or one of ThingsBoard's device API once it is
/// known whose it is.
///
/// @param subject the shadow or the command that it is about, by name; null where there is none. Not checked: a device
/// may write anything there
public record DeviceTopic(DeviceKey device, MessageKind kind, @Nullable String subject) {

    public static final String ROOT = "iot/v1/";

    private static final String TELEMETRY = "telemetry";
    private static final String GATEWAY_TELEMETRY = "gateway/telemetry";
    private static final String STATUS = "status";
    private static final String THINGSBOARD_TELEMETRY = "v1/devices/me/telemetry";
    private static final String THINGSBOARD_GATEWAY_TELEMETRY = "v1/gateway/telemetry";
    private static final String THINGSBOARD_ATTRIBUTES = "v1/devices/me/attributes";
    private static final String THINGSBOARD_RPC_RESPONSE = "v1/devices/me/rpc/response/";

    /// What this topic means, if it is one that a device sends to.
    public static Optional<DeviceTopic> parse(String topic) {
        return deviceOf(topic).flatMap(device -> below(device, topic.substring(prefixOf(device).length())));
    }

    /// What this topic means when this device sends to it; those of ThingsBoard's device API say "my own".
    public static Optional<DeviceTopic> parse(String topic, DeviceKey sender) {
        return switch (topic) {
            case THINGSBOARD_TELEMETRY -> Optional.of(new DeviceTopic(sender, MessageKind.TELEMETRY, null));
            case THINGSBOARD_GATEWAY_TELEMETRY ->
                Optional.of(new DeviceTopic(sender, MessageKind.GATEWAY_TELEMETRY, null));
            case THINGSBOARD_ATTRIBUTES ->
                Optional.of(new DeviceTopic(sender, MessageKind.ATTRIBUTES, ShadowName.MAIN.value()));
            default -> topic.startsWith(THINGSBOARD_RPC_RESPONSE)
                    ? about(sender, MessageKind.RPC_RESPONSE, topic.substring(THINGSBOARD_RPC_RESPONSE.length()))
                    : own(topic, sender);
        };
    }

    /// A message is of the very key that its sender has: whoever looks that up again and again finds it sooner.
    private static Optional<DeviceTopic> own(String topic, DeviceKey sender) {
        String prefix = prefixOf(sender);
        return topic.startsWith(prefix) ? below(sender, topic.substring(prefix.length())) : Optional.empty();
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

    public static String statusOf(DeviceKey device) {
        return prefixOf(device) + STATUS;
    }

    /// Where a device is told what was refused.
    public static String errorOf(DeviceKey device) {
        return prefixOf(device) + "error";
    }

    /// Where a device gets a command.
    public static String commandOf(DeviceKey device, CommandId command) {
        return prefixOf(device) + "cmd/" + command;
    }

    /// Where a device answers a command.
    public static String replyOf(DeviceKey device, CommandId command) {
        return commandOf(device, command) + "/res";
    }

    /// Where a device is told this.
    public static String of(DeviceReply reply) {
        return switch (reply) {
            case DeviceReply.ErrorReply error -> errorOf(error.device());
            case DeviceReply.ShadowReply shadow ->
                prefixOf(shadow.device()) + "shadow/" + shadow.shadow() + "/" + shadow.channel().levels();
        };
    }

    private static Optional<DeviceTopic> below(DeviceKey device, String rest) {
        return switch (rest) {
            case TELEMETRY -> Optional.of(new DeviceTopic(device, MessageKind.TELEMETRY, null));
            case GATEWAY_TELEMETRY -> Optional.of(new DeviceTopic(device, MessageKind.GATEWAY_TELEMETRY, null));
            case STATUS -> Optional.of(new DeviceTopic(device, MessageKind.STATUS, null));
            default -> between(rest, "shadow/", "/get").flatMap(name -> about(device, MessageKind.SHADOW_GET, name))
                    .or(() -> between(rest, "shadow/", "/update")
                            .flatMap(name -> about(device, MessageKind.SHADOW_UPDATE, name)))
                    .or(() -> between(rest, "cmd/", "/res")
                            .flatMap(name -> about(device, MessageKind.COMMAND_REPLY, name)));
        };
    }

    private static Optional<String> between(String text, String start, String end) {
        return text.startsWith(start) && text.endsWith(end) && text.length() > start.length() + end.length()
                ? Optional.of(text.substring(start.length(), text.length() - end.length()))
                : Optional.empty();
    }

    private static Optional<DeviceTopic> about(DeviceKey device, MessageKind kind, String subject) {
        return subject.isEmpty() || subject.indexOf('/') >= 0 ? Optional.empty()
                : Optional.of(new DeviceTopic(device, kind, subject));
    }
}
