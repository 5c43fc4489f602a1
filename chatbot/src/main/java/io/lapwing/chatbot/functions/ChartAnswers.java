package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.Chart;
import io.lapwing.chatbot.domain.Chart.Line;
import io.lapwing.chatbot.domain.Chart.Point;
import io.lapwing.sharedmodel.chat.ChatImage;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.Bucket;
import io.lapwing.sharedmodel.telemetry.BucketQuery;
import io.lapwing.sharedmodel.telemetry.MetricName;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/// Pictures of what devices measured: `chart`. Whoever cannot see a picture gets the same in words.
///
/// @param paint makes a PNG
record ChartAnswers(FleetDirectory fleet, TelemetryStore telemetry, Function<Chart, byte[]> paint) {
    private static final Duration DEFAULT_RANGE = Duration.ofHours(24);
    private static final Duration LONGEST = Duration.ofDays(400);
    private static final int POINTS = 240;

    Outcome chart(Turn turn) {
        List<Device> devices = fleet.find(turn.tenant(), turn.slots().devices());
        if (devices.isEmpty()) {
            return turn.answer("device.missing", turn.say().text("help.device"));
        }
        Instant to = Objects.requireNonNullElse(turn.slots().to(), turn.now());
        Instant from = Objects.requireNonNullElse(turn.slots().from(), to.minus(DEFAULT_RANGE));
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            from = to.minus(DEFAULT_RANGE);
        }
        String names = String.join(", ", devices.stream().map(device -> device.profile().name()).toList());
        List<Line> lines = lines(turn, devices, from, to);
        if (lines.isEmpty()) {
            return turn.answer("chart.empty", names, turn.say().at(from), turn.say().at(to));
        }
        return turn.answer(message(turn.say(), names, new Chart(
                turn.say().text("chart.title", names, turn.say().at(from), turn.say().at(to)), from, to,
                turn.say().zone(), lines)));
    }

    private List<Line> lines(Turn turn, List<Device> devices, Instant from, Instant to) {
        List<Line> lines = new ArrayList<>();
        for (Device device : devices) {
            String metric = turn.slots().metric();
            Set<MetricName> metrics = metric == null ? Numbers.of(telemetry.latest(device.key(), Set.of()))
                    : Set.of(new MetricName(metric));
            if (!metrics.isEmpty() && lines.size() < Chart.MAX_LINES) {
                List<Bucket> buckets = telemetry
                        .buckets(new BucketQuery(device.key(), metrics, bounds(from, to)).withoutEdges());
                metrics.stream().sorted(Comparator.comparing(MetricName::value))
                        .map(name -> new Named(device, name, points(buckets, name)))
                        .filter(named -> !named.points().isEmpty())
                        .limit(Chart.MAX_LINES - lines.size())
                        .forEach(named -> lines.add(new Line(named.title(devices.size() > 1), named.points())));
            }
        }
        return lines;
    }

    private record Named(Device device, MetricName metric, List<Point> points) {
        String title(boolean amongOthers) {
            return amongOthers ? device.profile().name() + " " + metric.value() : metric.value();
        }
    }

    private static List<Point> points(List<Bucket> buckets, MetricName metric) {
        return buckets.stream().filter(bucket -> bucket.summaries().containsKey(metric))
                .map(bucket -> new Point(bucket.from(),
                        Objects.requireNonNull(bucket.summaries().get(metric)).avg()))
                .toList();
    }

    /// Stretches of equal length, whole milliseconds, of which the last is cut off at the end.
    private static List<Instant> bounds(Instant from, Instant to) {
        long step = Math.max(1, Math.ceilDiv(Duration.between(from, to).toMillis(), POINTS));
        List<Instant> bounds = new ArrayList<>();
        for (Instant at = from; at.isBefore(to); at = at.plusMillis(step)) {
            bounds.add(at);
        }
        bounds.add(to);
        return bounds;
    }

    private ChatMessage message(Say say, String names, Chart chart) {
        String words = String.join("\n", chart.lines().stream().map(line -> words(say, names, chart, line)).toList());
        return ChatMessage.of(words).titled(chart.title()).with(new ChatImage(paint.apply(chart), words));
    }

    private static String words(Say say, String names, Chart chart, Line line) {
        var values = line.points().stream().mapToDouble(Point::value).summaryStatistics();
        return say.text("chart.alt", line.name(), names, say.at(chart.from()), say.at(chart.to()),
                Say.number(values.getMin()), Say.number(values.getMax()), Say.number(line.points().getLast().value()));
    }
}
