package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.Board;
import io.lapwing.chatbot.domain.language.Slots;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.audit.AuditEvent.Result;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.Subscription;
import io.lapwing.sharedmodel.chat.Subscription.Wish;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.port.SubscriptionStore;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Where alerts are told: `subscribe`, `unsubscribe`. A place has one wish: the last one counts.
record SubscriptionActs(SubscriptionStore subscriptions, ChatAudit audit) {
    private static final int MAX_ATTEMPTS = 5;

    Outcome subscribe(Turn turn) {
        if (turn.input().place().channel() == Channel.WEB) {
            return turn.answer("subscribe.web");
        }
        boolean forChannel = forChannel(turn);
        if (forChannel && "me".equals(turn.slots().scope())) {
            return turn.answer("subscribe.me.private");
        }
        if (forChannel && !turn.speaker().may(Role.OPERATOR)) {
            audit.note(turn, "chat.subscribe", turn.input().place().toString(), Result.REFUSED);
            return turn.answer("forbidden", Role.OPERATOR.text());
        }
        Wish wish = wish(turn.slots());
        if (!save(turn, wish)) {
            return turn.answer("subscribe.too.many");
        }
        audit.note(turn, "chat.subscribe", turn.input().place().toString(), Result.DONE);
        return turn.answer(ChatMessage.of(turn.say()
                .text(forChannel ? "subscribe.done.channel" : "subscribe.done.me", words(turn.say(), wish))))
                .keepingReply();
    }

    private static boolean forChannel(Turn turn) {
        return !turn.input().isPrivate();
    }

    static Wish wish(Slots slots) {
        return new Wish(Objects.requireNonNullElse(slots.severity(), Severity.INFO), slots.type(), slots.site(),
                Set.copyOf(slots.devices()));
    }

    static String words(Say say, Wish wish) {
        return say.text("wish", say.severity(wish.severity()))
                + (wish.type() == null ? "" : say.text("wish.type", wish.type()))
                + (wish.site() == null ? "" : say.text("wish.site", wish.site()))
                + (wish.devices().isEmpty() ? "" : say.text("wish.devices", wish.devices().stream()
                        .map(Object::toString).sorted().collect(Collectors.joining(", "))));
    }

    private boolean save(Turn turn, Wish wish) {
        ChatPlace place = turn.input().place();
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<Subscription> before = subscriptions.find(turn.tenant(), place);
            Subscription wanted = before.map(old -> old.wishing(wish))
                    .orElseGet(() -> new Subscription(turn.tenant(), place, turn.input().from(), wish,
                            turn.say().phrases().language(), BoardJson.write(Board.empty(forChannel(turn))), turn.now(),
                            1));
            switch (subscriptions.save(wanted)) {
                case DONE -> {
                    return true;
                }
                case TOO_MANY -> {
                    return false;
                }
                case CONFLICT -> {
                    // Somebody came in between: once more, on what he has left.
                }
            }
        }
        throw new StoreUnavailable("SubscriptionStore.save", place.toString(),
                new IllegalStateException("the subscription changes all the time"));
    }

    Outcome unsubscribe(Turn turn) {
        ChatPlace place = turn.input().place();
        if (forChannel(turn) && !turn.speaker().may(Role.OPERATOR)) {
            audit.note(turn, "chat.unsubscribe", place.toString(), Result.REFUSED);
            return turn.answer("forbidden", Role.OPERATOR.text());
        }
        if (!subscriptions.remove(turn.tenant(), place)) {
            return turn.answer("unsubscribe.none");
        }
        audit.note(turn, "chat.unsubscribe", place.toString(), Result.DONE);
        return turn.answer(ChatMessage.of(turn.say().text("unsubscribe.done"))).keepingReply();
    }
}
