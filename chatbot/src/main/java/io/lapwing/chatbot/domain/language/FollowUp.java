package io.lapwing.chatbot.domain.language;

import io.lapwing.chatbot.domain.language.Edge.Devices;
import io.lapwing.chatbot.domain.time.Interval;
import io.lapwing.sharedmodel.device.DeviceId;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// What is meant by a part of a sentence, "and pump 17?", after what was said before it. Only what merely read is gone on
/// with; what acted is asked about again.
final class FollowUp {
    private static final int MOST_NEAR = 3;

    private final Reading reading;
    private final Context context;
    private final Slots said;

    FollowUp(Reading reading, Context context) {
        this.reading = reading;
        this.context = context;
        this.said = Verdict.slots(reading, Intent.NONE, context);
    }

    Understanding decide() {
        Understanding previous = context.previous();
        if (previous != null) {
            Intent before = Optional.ofNullable(previous.slots().target()).filter(_ -> asked(previous))
                    .flatMap(Intent::of).orElse(previous.intent());
            if (before.reads()) {
                return goOn(before, previous.slots());
            }
            if (before.writes()) {
                return askAgain(before, previous.slots());
            }
        }
        return alone();
    }

    private static boolean asked(Understanding previous) {
        return previous.intent() == Intent.CLARIFY;
    }

    private @Nullable String unknown() {
        return reading.of(SlotKind.DEVICE).map(edge -> ((Devices) edge.value()).unknown())
                .filter(name -> name != null).findFirst().orElse(null);
    }

    private Understanding goOn(Intent before, Slots old) {
        Intent intent = before;
        if (said.metric() != null && before != Intent.LATEST && before != Intent.CHART) {
            intent = Intent.LATEST;
        } else if (said.severity() != null && before != Intent.ALERT_LIST) {
            return alone();
        }
        SlotsBuilder slots = old.change().target(null);
        where(slots, old);
        Optional.ofNullable(said.metric()).ifPresent(slots::metric);
        Optional.ofNullable(said.severity()).ifPresent(slots::severity);
        Optional.ofNullable(said.agg()).ifPresent(slots::agg);
        reading.first(SlotKind.RANGE, Interval.class).ifPresent(slots::range);
        if (before == Intent.LIST) {
            reading.first(SlotKind.STATE, String.class).ifPresent(slots::state);
        } else if (before == Intent.ALERT_LIST) {
            reading.first(SlotKind.ALERT_STATE, String.class).ifPresent(slots::state);
        }
        if (intent != before) {
            slots.state(null).severity(null);
            if (before == Intent.LIST) {
                slots.agg(said.agg());
            }
        }
        return reading.has(SlotKind.DEVICE) && unknown() != null ? unknown(intent, slots)
                : Understanding.of(before == Intent.LIST && !said.devices().isEmpty() ? Intent.STATUS : intent,
                        slots.build());
    }

    /// Other devices stand for whatever was asked about; another type is looked at where the last was, and another
    /// place for the same type.
    private void where(SlotsBuilder slots, Slots old) {
        if (!said.devices().isEmpty() || unknown() != null) {
            slots.devices(said.devices()).type(null).site(null);
        } else if (said.type() != null) {
            slots.devices(List.of()).type(said.type()).site(said.site() == null ? old.site() : said.site());
        } else if (said.site() != null) {
            slots.devices(List.of()).site(said.site());
        }
    }

    private Understanding unknown(Intent intent, SlotsBuilder slots) {
        String name = unknown();
        List<DeviceId> near = name == null ? List.of() : context.fleet().near(name, MOST_NEAR);
        Slots sure = slots.devices(List.of()).target(intent.contractName()).build();
        return new Understanding(Intent.CLARIFY, sure, List.of(), name, near, null);
    }

    private Understanding askAgain(Intent before, Slots old) {
        Slots sure = Slots.EMPTY.change().method(old.method()).params(old.params()).until(old.until()).build();
        if (unknown() != null) {
            return unknown(before, sure.change());
        }
        List<DeviceId> candidates = !said.devices().isEmpty() ? said.devices()
                : said.type() == null && said.site() == null ? List.of()
                        : context.fleet().devices(said.type(), said.site());
        return candidates.isEmpty() ? alone() : Understanding.of(Intent.CLARIFY,
                sure.change().add(candidates).target(before.contractName()).build());
    }

    /// What a part of a sentence means where nothing was said before it.
    private Understanding alone() {
        boolean somewhere = !said.devices().isEmpty() || said.type() != null || said.site() != null
                || unknown() != null;
        Intent intent;
        if (said.metric() != null && somewhere) {
            intent = Intent.LATEST;
        } else if (said.severity() != null) {
            intent = Intent.ALERT_LIST;
        } else if (somewhere && !reading.has(SlotKind.RANGE) && !reading.has(SlotKind.AGG)) {
            intent = said.devices().isEmpty() && unknown() == null && said.type() != null ? Intent.LIST
                    : Intent.STATUS;
        } else {
            return Understanding.of(Intent.NONE, Slots.EMPTY);
        }
        return Verdict.of(reading, intent, context);
    }
}
