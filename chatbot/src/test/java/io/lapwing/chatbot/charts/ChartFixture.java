package io.lapwing.chatbot.charts;

import io.lapwing.chatbot.domain.Chart;
import io.lapwing.chatbot.domain.Chart.Line;
import io.lapwing.chatbot.domain.Chart.Point;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A chart of one day with valid defaults.
record ChartFixture(String title, Instant from, Instant to, ZoneId zone, List<Line> lines) {
    static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant T1 = T0.plus(Duration.ofDays(1));

    static ChartFixture aChart() {
        return new ChartFixture("pump-17", T0, T1, ZoneId.of("Europe/Berlin"), List.of());
    }

    ChartFixture titled(String text) {
        return new ChartFixture(text, from, to, zone, lines);
    }

    ChartFixture with(String name, List<Point> points) {
        return new ChartFixture(title, from, to, zone,
                Stream.concat(lines.stream(), Stream.of(new Line(name, points))).toList());
    }

    /// A line of values that are spread evenly over the day.
    ChartFixture with(String name, double... values) {
        Duration step = Duration.between(from, to).dividedBy(Math.max(1, values.length - 1));
        return with(name, IntStream.range(0, values.length)
                .mapToObj(i -> new Point(from.plus(step.multipliedBy(i)), values[i])).toList());
    }

    /// Lines that jump about, the same ones each time.
    ChartFixture withNoise(int lineCount, int points) {
        RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(17);
        ChartFixture noisy = this;
        for (int i = 0; i < lineCount; i++) {
            noisy = noisy.with("noise " + i, DoubleStream.generate(chance::nextDouble).limit(points).toArray());
        }
        return noisy;
    }

    static List<Point> everyMinute(int firstMinute, int lastMinute) {
        List<Point> points = new ArrayList<>();
        for (int minute = firstMinute; minute <= lastMinute; minute++) {
            points.add(new Point(T0.plus(Duration.ofMinutes(minute)), minute));
        }
        return points;
    }

    Chart chart() {
        return new Chart(title, from, to, zone, lines);
    }

    Picture painted() {
        return Picture.of(new ChartPainter().png(chart()));
    }
}
