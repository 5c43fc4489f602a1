package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.util.Optional;

/// Which topics a device may send on and listen to: those below its own prefix that are meant for it, and those of
/// ThingsBoard's device API, which mean "my own". Those are every device's by name, and still nobody hears of
/// another's: nothing that a device sends there is passed on, and what is sent there to a device is sent to one
/// connection.
final class TopicRules {

    /// Where ThingsBoard's devices get commands, as a filter.
    private static final String RPC_FILTER = "v1/devices/me/rpc/request/+";
    private static final String RPC_PREFIX = "v1/devices/me/rpc/request/";
    private static final String RPC_REPLY_PREFIX = "v1/devices/me/rpc/response/";

    /// Where they are told what is desired of them.
    static final String ATTRIBUTES = "v1/devices/me/attributes";

    private final DeviceKey device;
    private final String prefix;
    private final String commandPrefix;

    TopicRules(DeviceKey device) {
        this.device = device;
        this.prefix = DeviceTopic.prefixOf(device);
        this.commandPrefix = prefix + "cmd/";
    }

    DeviceKey device() {
        return device;
    }

    /// What it means when the device sends on this topic; empty if it may not.
    Optional<DeviceTopic> uplink(String topic) {
        return DeviceTopic.parse(topic, device);
    }

    /// What a will on this topic means; empty if the device may have none there. The broker publishes it as well, so it
    /// has to lie below the prefix.
    Optional<DeviceTopic> will(String topic) {
        return topic.startsWith(prefix) ? uplink(topic) : Optional.empty();
    }

    /// Whether the device may listen to this filter. Wildcards are free below the own prefix: from there none reaches
    /// beyond it.
    boolean maySubscribe(String filter) {
        return filter.startsWith(prefix) || filter.equals(RPC_FILTER) || filter.equals(ATTRIBUTES);
    }

    /// Whether commands may come on this filter.
    boolean bringsCommands(String filter) {
        return filter.equals(RPC_FILTER) || filter.startsWith(commandPrefix) || filter.startsWith(prefix + "#")
                || filter.startsWith(prefix + "+/");
    }

    /// The command that a message on this topic brings, if it brings one.
    Optional<CommandId> commandOn(String topic) {
        return below(commandPrefix, topic).or(() -> below(RPC_PREFIX, topic));
    }

    /// Where a device of ThingsBoard's gets a command.
    static String rpcRequest(CommandId command) {
        return RPC_PREFIX + command;
    }

    /// Where it answers one.
    static String rpcReply(CommandId command) {
        return RPC_REPLY_PREFIX + command;
    }

    private static Optional<CommandId> below(String start, String topic) {
        if (!topic.startsWith(start)) {
            return Optional.empty();
        }
        String rest = topic.substring(start.length());
        return CommandId.isValid(rest) ? Optional.of(new CommandId(rest)) : Optional.empty();
    }
}
