package io.lapwing.chatbot.domain.language;

import io.lapwing.chatbot.domain.language.Edge.Devices;
import io.lapwing.chatbot.domain.time.Interval;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.document.JsonText;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Says what a reading means for a fleet, and asks where that is not sure.
final class Verdict {
    private static final int MOST_NEAR = 3;
    /// What costs at least so much leaves out a word.
    private static final int LEAVES_OUT = 100;
    /// Intents that one type of devices, rather than one device of it, can be meant by in the singular: pump alerts.
    private static final Set<Intent> OF_TYPES = EnumSet.of(Intent.LIST, Intent.ALERT_LIST, Intent.SUBSCRIBE,
            Intent.UNSUBSCRIBE);

    private final Context context;
    private final Reading reading;
    private final Intent intent;
    private final SlotsBuilder slots = Slots.EMPTY.change();
    private final Set<DeviceId> devices = new LinkedHashSet<>();
    private @Nullable String unknown;
    private Edge.@Nullable Type type;
    private @Nullable String site;

    private Verdict(Reading reading, Intent intent, Context context) {
        this.reading = reading;
        this.intent = intent;
        this.context = context;
    }

    static Understanding of(Reading reading, Intent intent, Context context) {
        return new Verdict(reading, intent, context).decide();
    }

    /// What was recognised in a reading, whatever it is for.
    static Slots slots(Reading reading, Intent intent, Context context) {
        Verdict verdict = new Verdict(reading, intent, context);
        verdict.collect();
        return verdict.slots.add(List.copyOf(verdict.devices)).type(verdict.typeName()).site(verdict.site).build();
    }

    private Understanding decide() {
        collect();
        if (unknown != null) {
            return clarify(List.of());
        }
        return intent.writes() ? write() : intent.reads() || OF_TYPES.contains(intent) ? read() : plain();
    }

    private Understanding plain() {
        return Understanding.of(intent, slots.add(List.copyOf(devices)).type(typeName()).site(site).build());
    }

    private void collect() {
        reading.template().fixed().forEach(this::fix);
        reading.of(SlotKind.DEVICE).map(Edge::value).map(Devices.class::cast).forEach(said -> {
            devices.addAll(said.ids());
            unknown = unknown == null ? said.unknown() : unknown;
        });
        type = reading.first(SlotKind.TYPE, Edge.Type.class).filter(this::saysMore).orElse(null);
        site = reading.first(SlotKind.SITE, String.class).orElse(null);
        reading.of(SlotKind.METRIC).findFirst().ifPresent(metric -> slots.metric(metric(metric)));
        reading.of(SlotKind.ALERT).map(Edge::value).forEach(
                alerts -> ((List<?>) alerts).forEach(alert -> slots.add((AlertId) alert)));
        reading.first(SlotKind.SEVERITY, Severity.class).ifPresent(slots::severity);
        reading.first(SlotKind.RANGE, Interval.class).ifPresent(slots::range);
        reading.first(SlotKind.UNTIL, Instant.class).ifPresent(slots::until);
        reading.first(SlotKind.METHOD, String.class).ifPresent(slots::method);
        reading.first(SlotKind.DEGREES, String.class)
                .ifPresent(degrees -> slots.params(new JsonText("{\"temperature\":" + degrees + "}")));
        reading.first(SlotKind.SCOPE, String.class).ifPresent(slots::scope);
        reading.first(SlotKind.AGG, String.class).ifPresent(slots::agg);
        reading.first(SlotKind.FILE, String.class).ifPresent(slots::target);
        if (intent == Intent.LIST) {
            reading.first(SlotKind.STATE, String.class).ifPresent(slots::state);
        } else if (intent == Intent.ALERT_LIST) {
            reading.first(SlotKind.ALERT_STATE, String.class).ifPresent(slots::state);
        }
    }

    /// The type in "the boiler on the roof" says nothing that the device does not.
    private boolean saysMore(Edge.Type said) {
        return said.plural() || devices.isEmpty() || devices.stream().map(context.fleet()::device)
                .flatMap(Optional::stream).noneMatch(device -> device.type().equals(said.name()));
    }

    private void fix(String slot, String value) {
        switch (slot) {
            case "agg" -> slots.agg(value);
            case "method" -> slots.method(value);
            case "state" -> slots.state(value);
            case "scope" -> slots.scope(value);
            case "severity" -> slots.severity(Severity.valueOf(value.toUpperCase(Locale.ROOT)));
            case "metric" -> slots.metric(context.fleet().metric(value).orElse(value));
            default -> throw new IllegalStateException("a template fixes " + slot);
        }
    }

    /// Of several metrics that are called so, one that the devices have.
    private String metric(Edge said) {
        List<String> names = reading.lattice().edges(said.start()).stream()
                .filter(edge -> edge.kind() == SlotKind.METRIC && edge.end() == said.end() && !edge.fuzzy())
                .map(edge -> (String) edge.value()).toList();
        List<String> theirs = devices.stream().map(context.fleet()::device).flatMap(Optional::stream)
                .flatMap(device -> device.metrics().stream()).toList();
        return names.stream().filter(theirs::contains).findFirst().orElse((String) said.value());
    }

    private @Nullable String typeName() {
        return type == null ? null : type.name();
    }

    private boolean isNowhere() {
        return devices.isEmpty() && type == null && site == null;
    }

    private Understanding read() {
        Understanding previous = context.previous();
        if (reading.has(SlotKind.PRONOUN) && isNowhere() && previous != null
                && !(previous.slots().devices().isEmpty() && previous.slots().type() == null)) {
            return ofBefore(previous.slots());
        }
        boolean leavesOut = reading.cost() >= LEAVES_OUT;
        boolean sure = !devices.isEmpty() || (reading.has(SlotKind.METRIC) && !isNowhere())
                || intent == Intent.ALERT_LIST;
        if (leavesOut && !sure) {
            return Understanding.of(Intent.NONE, Slots.EMPTY);
        }
        if (type != null && !type.plural() && !OF_TYPES.contains(intent) && devices.isEmpty()) {
            List<DeviceId> candidates = context.fleet().devices(type.name(), site);
            if (candidates.size() != 1) {
                return clarify(candidates);
            }
            return Understanding.of(intent, slots.add(candidates).build());
        }
        boolean needsPlace = intent == Intent.LATEST || intent == Intent.CHART;
        return needsPlace && isNowhere() ? clarify(List.of()) : plain();
    }

    /// "Plot it": what was asked about before.
    private Understanding ofBefore(Slots before) {
        Slots now = slots.build();
        SlotsBuilder both = now.change().add(before.devices()).type(before.type()).site(before.site());
        if (intent == Intent.CHART && now.metric() == null) {
            both.metric(before.metric());
            Instant from = before.from();
            Instant to = before.to();
            if (now.from() == null && from != null && to != null) {
                both.range(new Interval(from, to));
            }
        }
        return Understanding.of(intent, both.build());
    }

    private Understanding write() {
        List<DeviceId> named = List.copyOf(devices);
        if (reading.has(SlotKind.PRONOUN) && named.isEmpty()) {
            Understanding previous = context.previous();
            return clarify(previous == null ? List.of() : previous.slots().devices());
        }
        if (type != null || site != null) {
            List<DeviceId> all = new ArrayList<>(named);
            all.addAll(context.fleet().devices(typeName(), site));
            return clarify(all);
        }
        Slots said = slots.build();
        boolean choice = reading.of(SlotKind.DEVICE).anyMatch(edge -> ((Devices) edge.value()).choice());
        boolean fuzzy = said.alerts().isEmpty() && reading.said().stream().anyMatch(Edge::fuzzy);
        boolean nothing = named.isEmpty() && said.alerts().isEmpty() && said.scope() == null;
        boolean several = intent == Intent.COMMAND && named.size() != 1;
        return choice || fuzzy || nothing || several ? clarify(named)
                : Understanding.of(intent, slots.add(named).build());
    }

    private Understanding clarify(List<DeviceId> candidates) {
        Slots sure = slots.devices(candidates).target(intent.contractName()).build();
        List<DeviceId> near = unknown == null ? List.of() : context.fleet().near(unknown, MOST_NEAR);
        return new Understanding(Intent.CLARIFY, sure, List.of(), unknown, near, null);
    }
}
