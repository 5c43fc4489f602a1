package io.lapwing.chatbot.charts;

import io.lapwing.chatbot.domain.Chart.Point;

import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// Draws lines into a plot, in a time that depends on the plot's width, and no more on the number of points than it takes
/// to look at each.
record LinePen(Graphics2D graphics, Rectangle2D plot, TimeAxis times, ValueAxis values) {
    private static final double DOT = 6;

    void draw(List<List<Point>> stretches, Ink ink) {
        Path2D path = new Path2D.Double();
        graphics.setColor(ink.color());
        graphics.setStroke(ink.stroke());
        for (List<Point> stretch : stretches) {
            Point first = stretch.getFirst();
            if (stretch.stream().allMatch(point -> point.equals(first))) {
                graphics.fill(new Ellipse2D.Double(x(first) - DOT, y(first) - DOT, 2 * DOT, 2 * DOT));
            } else {
                trace(stretch, path);
            }
        }
        graphics.draw(path);
    }

    private double x(Point point) {
        return plot.getX() + times.place(point.at()) * plot.getWidth();
    }

    private double y(Point point) {
        return plot.getMaxY() - values.place(point.value()) * plot.getHeight();
    }

    /// Of many points in one column of pixels, the first, the lowest, the highest and the last look the same as all.
    private void trace(List<Point> stretch, Path2D path) {
        Point first = stretch.getFirst();
        path.moveTo(x(first), y(first));
        int start = 0;
        while (start < stretch.size()) {
            int column = (int) x(stretch.get(start));
            Column shown = new Column(stretch.get(start));
            int end = start + 1;
            while (end < stretch.size() && (int) x(stretch.get(end)) == column) {
                shown.add(stretch.get(end++));
            }
            shown.inOrder().forEach(point -> path.lineTo(x(point), y(point)));
            start = end;
        }
    }

    private static final class Column {
        private final Point first;
        private Point lowest;
        private Point highest;
        private Point last;
        private boolean alone = true;

        Column(Point first) {
            this.first = first;
            this.lowest = first;
            this.highest = first;
            this.last = first;
        }

        void add(Point point) {
            lowest = point.value() < lowest.value() ? point : lowest;
            highest = point.value() > highest.value() ? point : highest;
            last = point;
            alone = false;
        }

        /// Within less than a pixel, it does not matter which extreme came first.
        List<Point> inOrder() {
            return alone ? List.of(first) : List.of(first, lowest, highest, last);
        }
    }
}
