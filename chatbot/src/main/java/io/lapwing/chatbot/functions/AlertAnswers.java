package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.Press;
import io.lapwing.chatbot.domain.language.Slots;
import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.AlertFilter;
import io.lapwing.sharedmodel.chat.ChatButton;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceFilter;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.AlertStore;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// Which alerts there are: `alert.list`. The first ones come with buttons.
record AlertAnswers(FleetDirectory fleet, AlertStore alerts) {
    private static final int MAX_LINES = 20;
    private static final int WITH_BUTTONS = 3;
    private static final int LOOKED_AT = 200;

    Outcome list(Turn turn) {
        Slots slots = turn.slots();
        boolean onlyOpen = !"cleared".equals(slots.state()) && slots.from() == null;
        List<Alert> found = onlyOpen ? fleet.openAlerts(turn.tenant())
                : alerts.list(turn.tenant(),
                        new AlertFilter("cleared".equals(slots.state()) ? Boolean.FALSE : null, slots.severity(), null,
                                slots.site(), null),
                        new PageRequest(LOOKED_AT, null)).items();
        List<Alert> wanted = wanted(turn, found);
        Say say = turn.say();
        if (wanted.isEmpty()) {
            return turn.answer(onlyOpen ? "alerts.none.open" : "alerts.none");
        }
        String lines = wanted.stream().limit(MAX_LINES).map(alert -> AlertWords.line(say, alert))
                .collect(Collectors.joining("\n"));
        String more = wanted.size() > MAX_LINES ? "\n" + say.text("alerts.more") : "";
        return turn.answer(ChatMessage.of(lines + more)
                .titled(say.text(onlyOpen ? "alerts.title.open" : "alerts.title", wanted.size()))
                .with(turn.speaker().may(Role.OPERATOR) ? buttons(say, wanted) : List.of()));
    }

    private List<Alert> wanted(Turn turn, List<Alert> found) {
        Slots slots = turn.slots();
        @Nullable
        Set<DeviceId> devices = devices(turn);
        Instant from = Objects.requireNonNullElse(slots.from(), Instant.MIN);
        Instant to = Objects.requireNonNullElse(slots.to(), Instant.MAX);
        return found.stream().filter(alert -> slots.severity() == null || alert.severity() == slots.severity())
                .filter(alert -> devices == null || devices.contains(alert.device().device()))
                .filter(alert -> !"open".equals(slots.state()) || alert.isOpen())
                .filter(alert -> alert.startedAt().isBefore(to)
                        && !Objects.requireNonNullElse(alert.clearedAt(), Instant.MAX).isBefore(from))
                .toList();
    }

    /// The devices whose alerts are wanted; null for all.
    private @Nullable Set<DeviceId> devices(Turn turn) {
        Slots slots = turn.slots();
        if (!slots.devices().isEmpty()) {
            return Set.copyOf(slots.devices());
        }
        return slots.type() == null && slots.site() == null ? null
                : fleet.devices(turn.tenant(), new DeviceFilter(slots.type(), slots.site(), null, null)).stream()
                        .map(Device::key).map(key -> key.device()).collect(Collectors.toSet());
    }

    private static List<ChatButton> buttons(Say say, List<Alert> alerts) {
        return alerts.stream().filter(alert -> alert.isOpen() && alert.care().acknowledgedBy() == null)
                .limit(WITH_BUTTONS).map(alert -> button(say, alert)).toList();
    }

    static ChatButton button(Say say, Alert alert) {
        return ChatButton.of(Labels.cut(say.text("button.ack", alert.id())),
                new Press.Acknowledge(alert.id()).value());
    }
}
