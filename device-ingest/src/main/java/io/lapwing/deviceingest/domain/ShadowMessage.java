package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.device.DeviceReply.ShadowReply.Channel;
import io.lapwing.sharedmodel.shadow.ShadowName;
import io.lapwing.sharedmodel.shadow.ShadowRequest;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// A message about a shadow, with what was read from it.
///
/// @param shadow null where the topic names none that there can be
public record ShadowMessage(ReceivedMessage message, @Nullable ShadowName shadow, ShadowRequest request) {

    /// @param request what the payload asks for
    public static ShadowMessage of(ReceivedMessage message, ShadowRequest request) {
        return DeviceTopic.parse(message.topic(), message.device()).map(DeviceTopic::subject)
                .filter(ShadowName::isValid).map(ShadowName::new)
                .map(name -> new ShadowMessage(message, name, request))
                .orElseGet(() -> new ShadowMessage(message, null, new ShadowRequest.Malformed(
                        RefusalCode.PAYLOAD_MALFORMED,
                        "The topic names no shadow: 1 to 64 of A-Z, a-z, 0-9, _ and -.", null)));
    }

    /// Where its sender is told that nothing came of it. Nowhere, if nobody waits: a replay's sender sent it long ago,
    /// and ThingsBoard's attributes have no answer.
    Optional<Channel> refusals() {
        return message.kind() == MessageKind.SHADOW_GET
                ? answered(Channel.GET_REJECTED)
                : answered(Channel.UPDATE_REJECTED);
    }

    /// Whether its sender waits for an answer on the shadow's topics.
    boolean isAnswered() {
        return message.replayOf() == null && message.kind() != MessageKind.ATTRIBUTES && shadow != null;
    }

    private Optional<Channel> answered(Channel channel) {
        return isAnswered() ? Optional.of(channel) : Optional.empty();
    }
}
