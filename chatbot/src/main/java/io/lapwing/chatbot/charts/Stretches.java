package io.lapwing.chatbot.charts;

import io.lapwing.chatbot.domain.Chart.Point;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The parts of a line that are drawn without a break.
final class Stretches {
    /// Points further apart than this many times the usual distance have nothing known between them.
    private static final int GAP = 3;

    private Stretches() {}

    /// The points of a stretch of time, cut where something is missing: where the distance is more than three times the
    /// median one, and at a value that is no number.
    static List<List<Point>> of(List<Point> points, Instant from, Instant to) {
        List<Point> shown = points.stream().filter(point -> !point.at().isBefore(from) && !point.at().isAfter(to))
                .toList();
        Duration longest = longestJoined(shown);
        List<List<Point>> stretches = new ArrayList<>();
        List<Point> stretch = new ArrayList<>();
        for (Point point : shown) {
            boolean isNumber = Double.isFinite(point.value());
            if (!stretch.isEmpty() && (!isNumber
                    || Duration.between(stretch.getLast().at(), point.at()).compareTo(longest) > 0)) {
                stretches.add(List.copyOf(stretch));
                stretch.clear();
            }
            if (isNumber) {
                stretch.add(point);
            }
        }
        if (!stretch.isEmpty()) {
            stretches.add(List.copyOf(stretch));
        }
        return stretches;
    }

    /// Points at the same instant say nothing about the usual distance.
    private static Duration longestJoined(List<Point> points) {
        List<Duration> distances = new ArrayList<>();
        for (int i = 1; i < points.size(); i++) {
            Duration distance = Duration.between(points.get(i - 1).at(), points.get(i).at());
            if (distance.isPositive()) {
                distances.add(distance);
            }
        }
        if (distances.isEmpty()) {
            return Duration.ZERO;
        }
        distances.sort(null);
        Duration lower = distances.get((distances.size() - 1) / 2);
        Duration upper = distances.get(distances.size() / 2);
        return lower.plus(upper).multipliedBy(GAP).dividedBy(2);
    }
}
