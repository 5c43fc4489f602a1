package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.language.Slots;
import io.lapwing.chatbot.domain.language.Understanding;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says in words what would be done, for who is asked whether it is what he meant.
final class Deeds {
    private Deeds() {}

    static String words(Say say, Understanding meant) {
        Slots slots = meant.slots();
        return switch (meant.intent()) {
            case ALERT_ACK -> say.text("act.ack", what(slots));
            case SILENCE -> say.text("act.silence", what(slots), say.at(Objects.requireNonNull(slots.until())));
            case UNSILENCE -> say.text("act.unsilence", what(slots));
            case SUBSCRIBE -> say.text("act.subscribe", SubscriptionActs.words(say, SubscriptionActs.wish(slots)));
            case UNSUBSCRIBE -> say.text("act.unsubscribe");
            case HANDOFF -> say.text("act.handoff");
            case STATUS, LIST, LATEST, CHART, ALERT_LIST, COMMAND, CONFIRM, CANCEL, LINK, UNLINK, FILE_STATUS,
                    FILE_PROCESS, HELP, CLARIFY, NONE ->
                throw new IllegalArgumentException("nobody is asked whether he meant " + meant.intent());
        };
    }

    /// Alerts, or the devices whose open ones are meant.
    private static String what(Slots slots) {
        return Stream.concat(slots.alerts().stream(), slots.alerts().isEmpty() ? slots.devices().stream() : Stream.of())
                .map(Object::toString).collect(Collectors.joining(", "));
    }
}
