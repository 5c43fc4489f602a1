package io.lapwing.chatbot.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// What a chart shows: lines over one stretch of time.
///
/// @param zone in which its axis counts hours and days
/// @param lines at most [#MAX_LINES], at least one
public record Chart(String title, Instant from, Instant to, ZoneId zone, List<Line> lines) {
    public static final int MAX_LINES = 8;

    /// @param points ascending in time, at least one
    public record Line(String name, List<Point> points) {
        public Line {
            points = List.copyOf(points);
            if (points.isEmpty()) {
                throw new IllegalArgumentException("a line has points");
            }
        }
    }

    public record Point(Instant at, double value) {}

    public Chart {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > MAX_LINES || !from.isBefore(to)) {
            throw new IllegalArgumentException("a chart has 1 to " + MAX_LINES + " lines, and a beginning and an end");
        }
    }
}
