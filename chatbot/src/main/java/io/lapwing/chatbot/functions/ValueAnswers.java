package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.language.Slots;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceFilter;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.Bucket;
import io.lapwing.sharedmodel.telemetry.Bucket.Summary;
import io.lapwing.sharedmodel.telemetry.BucketQuery;
import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/// What devices measure: `latest`, now or summed up over a time.
record ValueAnswers(FleetDirectory fleet, TelemetryStore telemetry) {
    private static final int MAX_DEVICES = 10;
    private static final int MAX_METRICS = 20;
    private static final Duration DEFAULT_RANGE = Duration.ofHours(24);

    Outcome latest(Turn turn) {
        Slots slots = turn.slots();
        List<Device> devices = devices(turn);
        if (devices.isEmpty()) {
            return turn.answer(slots.devices().isEmpty() && slots.type() == null && slots.site() == null
                    ? turn.say().text("device.missing", turn.say().text("help.device"))
                    : turn.say().text("list.none"));
        }
        List<String> lines = new ArrayList<>();
        for (Device device : devices.subList(0, Math.min(devices.size(), MAX_DEVICES))) {
            lines.addAll(slots.agg() == null && slots.from() == null ? newest(turn, device) : summedUp(turn, device));
        }
        if (devices.size() > MAX_DEVICES) {
            lines.add(turn.say().text("list.more", devices.size() - MAX_DEVICES));
        }
        return turn.answer(ChatMessage.of(String.join("\n", lines)));
    }

    private List<Device> devices(Turn turn) {
        Slots slots = turn.slots();
        if (!slots.devices().isEmpty()) {
            return fleet.find(turn.tenant(), slots.devices());
        }
        return slots.type() == null && slots.site() == null ? List.of()
                : fleet.devices(turn.tenant(), new DeviceFilter(slots.type(), slots.site(), null, null));
    }

    private List<String> newest(Turn turn, Device device) {
        String metric = turn.slots().metric();
        Map<MetricName, LatestValue> values = new TreeMap<>(
                (a, b) -> a.value().compareTo(b.value()));
        values.putAll(telemetry.latest(device.key(), metrics(metric)));
        String name = device.profile().name();
        if (values.isEmpty()) {
            return List.of(metric == null ? turn.say().text("latest.nothing", name)
                    : turn.say().text("latest.none", name, metric));
        }
        return values.entrySet().stream().limit(MAX_METRICS)
                .map(entry -> turn.say().text("latest.value", name + " " + entry.getKey().value(),
                        turn.say().value(entry.getValue().value()), turn.say().ago(entry.getValue().key().ts())))
                .toList();
    }

    private List<String> summedUp(Turn turn, Device device) {
        Instant to = Objects.requireNonNullElse(turn.slots().to(), turn.now());
        Instant from = Objects.requireNonNullElse(turn.slots().from(), to.minus(DEFAULT_RANGE));
        String agg = Objects.requireNonNullElse(turn.slots().agg(), "avg");
        Say say = turn.say();
        Set<MetricName> metrics = numbers(device.key(), turn.slots().metric());
        String name = device.profile().name();
        if (metrics.isEmpty()) {
            return List.of(say.text("latest.not.numeric", name));
        }
        List<Bucket> buckets = telemetry.buckets(new BucketQuery(device.key(), metrics, List.of(from, to)));
        if (buckets.isEmpty()) {
            return List.of(say.text("latest.empty", name, say.at(from), say.at(to)));
        }
        List<String> lines = new ArrayList<>(List.of(say.text("latest.range", name, say.at(from), say.at(to))));
        buckets.getFirst().summaries().entrySet().stream()
                .sorted((a, b) -> a.getKey().value().compareTo(b.getKey().value())).limit(MAX_METRICS)
                .forEach(entry -> lines.add(say.text("latest.agg", say.text("agg." + agg), entry.getKey().value(),
                        value(say, entry.getValue(), agg))));
        return lines;
    }

    private static String value(Say say, Summary summary, String agg) {
        @Nullable
        MetricValue value = switch (agg) {
            case "min" -> summary.min();
            case "max" -> summary.max();
            case "sum" -> summary.sum();
            case "first" -> summary.first();
            case "last" -> summary.last();
            case "count" -> new MetricValue.IntegerValue(summary.count());
            default -> new MetricValue.DecimalValue(summary.avg());
        };
        return value == null ? "–" : say.value(value);
    }

    private static Set<MetricName> metrics(@Nullable String metric) {
        return metric == null ? Set.of() : Set.of(new MetricName(metric));
    }

    /// The metric that was named, or all that have a number now.
    private Set<MetricName> numbers(DeviceKey device, @Nullable String metric) {
        return metric == null ? Numbers.of(telemetry.latest(device, Set.of())) : metrics(metric);
    }
}
