package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.language.Slots;
import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.Alert.Care;
import io.lapwing.sharedmodel.alert.AlertCare;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.audit.AuditEvent.Result;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCaredFor;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.AlertStore;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What people do about alerts: `alert.ack`, `silence`, `unsilence`. Doing it again changes nothing, so that a repeated
/// input has no second effect.
record AlertActs(FleetDirectory fleet, AlertStore alerts, ChatAudit audit) {
    private static final int MAX_ATTEMPTS = 5;

    Outcome acknowledge(Turn turn) {
        Optional<Outcome> unknown = unknown(turn);
        if (unknown.isPresent()) {
            return unknown.get();
        }
        List<Alert> meant = meant(turn, _ -> true);
        if (meant.isEmpty()) {
            return turn.answer(isUnsaid(turn.slots()) ? "alert.which" : "ack.none");
        }
        List<String> lines = new ArrayList<>();
        for (Alert alert : meant) {
            String before = alert.care().acknowledgedBy();
            if (before == null || before.equals(turn.speaker().actor())) {
                care(turn, alert, new AlertCare.Acknowledge(turn.speaker().actor(), turn.now()));
                lines.add(turn.say().text("ack.done", named(alert)));
            } else {
                lines.add(turn.say().text("ack.before", alert.id(), AlertWords.person(before)));
            }
        }
        return turn.answer(Lines.message(lines)).keepingReply();
    }

    Outcome silence(Turn turn) {
        Optional<Outcome> unknown = unknown(turn);
        if (unknown.isPresent()) {
            return unknown.get();
        }
        List<Alert> meant = meant(turn, Alert::isOpen);
        if (meant.isEmpty()) {
            return turn.answer(isUnsaid(turn.slots()) ? "alert.which" : "ack.none");
        }
        Instant until = turn.slots().until();
        if (until == null) {
            return turn.answer("silence.how.long", meant.getFirst().id());
        }
        AlertCare.Silence silence = new AlertCare.Silence(until);
        if (!silence.isPossible(turn.now())) {
            return until.isAfter(turn.now()) ? turn.answer("silence.too.long")
                    : turn.answer("silence.past", turn.say().at(until));
        }
        meant.forEach(alert -> care(turn, alert, silence));
        return turn.answer(Lines.message(meant.stream()
                .map(alert -> turn.say().text("silence.done", named(alert), turn.say().at(until))).toList()))
                .keepingReply();
    }

    Outcome unsilence(Turn turn) {
        Optional<Outcome> unknown = unknown(turn);
        if (unknown.isPresent()) {
            return unknown.get();
        }
        List<Alert> meant = meant(turn, alert -> alert.care().silencedUntil() != null);
        if (meant.isEmpty()) {
            return turn.answer(isUnsaid(turn.slots()) ? "alert.which" : "unsilence.none");
        }
        meant.forEach(alert -> care(turn, alert, new AlertCare.Unsilence()));
        return turn.answer(Lines.message(
                meant.stream().map(alert -> turn.say().text("unsilence.done", named(alert))).toList()))
                .keepingReply();
    }

    /// Where an alert was named that is none: then nothing is done about the others either.
    private Optional<Outcome> unknown(Turn turn) {
        return turn.slots().alerts().stream().filter(id -> alerts.find(turn.tenant(), id).isEmpty()).findFirst()
                .map(id -> turn.answer("alert.unknown", id));
    }

    /// The alerts that were named, or the open ones of the devices that were named, or all open ones.
    private List<Alert> meant(Turn turn, Predicate<Alert> ofInterest) {
        Slots slots = turn.slots();
        if (!slots.alerts().isEmpty()) {
            return slots.alerts().stream().map(id -> alerts.find(turn.tenant(), id)).flatMap(Optional::stream)
                    .toList();
        }
        if (isUnsaid(slots)) {
            return List.of();
        }
        Set<DeviceId> devices = slots.devices().stream().collect(Collectors.toSet());
        return fleet.openAlerts(turn.tenant()).stream()
                .filter(alert -> devices.isEmpty() || devices.contains(alert.device().device())).filter(ofInterest)
                .toList();
    }

    private static boolean isUnsaid(Slots slots) {
        return slots.alerts().isEmpty() && slots.devices().isEmpty() && !"all".equals(slots.scope());
    }

    private static String named(Alert alert) {
        return alert.id() + " (" + alert.device().device() + ")";
    }

    private void care(Turn turn, Alert found, AlertCare act) {
        Alert alert = found;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Care after = act.on(alert.care());
            if (after.equals(alert.care())) {
                return;
            }
            Alert changed = alert.caredFor(after);
            AlertCaredFor event = new AlertCaredFor(alert.device(), alert.id(), act.deed(), turn.speaker().actor(),
                    changed.version());
            if (alerts.care(changed, List.of(new RecordedEvent(event, turn.now(), turn.trace())))) {
                audit.note(turn, action(act), alert.id().value(), Result.DONE);
                return;
            }
            AlertId id = alert.id();
            alert = alerts.find(turn.tenant(), id).orElse(changed);
        }
        throw new StoreUnavailable("AlertStore.care", found.id().value(),
                new IllegalStateException("the alert changes all the time"));
    }

    /// As the REST interface calls it.
    private static String action(AlertCare act) {
        return switch (act) {
            case AlertCare.Acknowledge _ -> "alert.acknowledge";
            case AlertCare.Silence _ -> "alert.silence";
            case AlertCare.Unsilence _ -> "alert.unsilence";
        };
    }
}
