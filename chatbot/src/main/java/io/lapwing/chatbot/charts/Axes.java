package io.lapwing.chatbot.charts;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.Function;

/// The grid of a plot, with its values at the left, and its times below in two rows: hours, and the days that they are
/// of.
///
/// @param letters makes a label ready to be drawn
record Axes(Graphics2D graphics, Rectangle2D plot, Function<String, Writing> letters) {
    private static final int GUTTER = 16;
    private static final int ROW = 40;
    private static final int TICK = 10;
    /// From a digit's middle down to its foot.
    private static final int CENTER = 11;
    private static final BasicStroke HAIR = new BasicStroke(2);

    void paint(TimeAxis times, ValueAxis values) {
        graphics.setStroke(HAIR);
        values.marks().forEach(mark -> value(plot.getMaxY() - values.place(mark.value()) * plot.getHeight(),
                mark.label()));
        times.marks().forEach(mark -> time(x(times, mark)));
        graphics.setColor(Ink.AXIS);
        graphics.draw(new Line2D.Double(plot.getX(), plot.getMaxY(), plot.getMaxX(), plot.getMaxY()));
        graphics.setColor(Ink.FAINT_TEXT);
        labels(times);
        dates(times);
    }

    private double x(TimeAxis times, TimeAxis.Mark mark) {
        return plot.getX() + times.place(mark.at()) * plot.getWidth();
    }

    private void value(double y, String label) {
        graphics.setColor(Ink.GRID);
        graphics.draw(new Line2D.Double(plot.getX(), y, plot.getMaxX(), y));
        Writing text = letters.apply(label);
        graphics.setColor(Ink.FAINT_TEXT);
        text.draw(graphics, (float) plot.getX() - GUTTER - text.width(), (float) y + CENTER);
    }

    private void time(double x) {
        graphics.setColor(Ink.GRID);
        graphics.draw(new Line2D.Double(x, plot.getY(), x, plot.getMaxY()));
        graphics.setColor(Ink.AXIS);
        graphics.draw(new Line2D.Double(x, plot.getMaxY(), x, plot.getMaxY() + TICK));
    }

    /// Where clocks are changed, two marks may be too close for both of their labels.
    private void labels(TimeAxis times) {
        double free = Double.NEGATIVE_INFINITY;
        for (TimeAxis.Mark mark : times.marks()) {
            Writing text = letters.apply(mark.label());
            float left = inside(x(times, mark), text);
            if (left > free) {
                text.draw(graphics, left, (float) plot.getMaxY() + ROW);
                free = left + text.width() + GUTTER;
            }
        }
    }

    /// The first date has room to its left, and uses it.
    private void dates(TimeAxis times) {
        double free = Double.POSITIVE_INFINITY;
        List<TimeAxis.Mark> dated = times.marks().stream().filter(mark -> !mark.date().isEmpty()).toList().reversed();
        for (TimeAxis.Mark mark : dated) {
            Writing text = letters.apply(mark.date());
            double left = inside(x(times, mark), text);
            if (mark.equals(dated.getLast())) {
                left = Math.min(left, free - text.width());
            }
            if (left >= GUTTER && left + text.width() <= free) {
                text.draw(graphics, (float) left, (float) plot.getMaxY() + 2 * ROW);
                free = left - GUTTER;
            }
        }
    }

    /// Where a label begins that is centred below its mark, as far as the paper's edges allow.
    private float inside(double center, Writing text) {
        double left = Math.max(GUTTER, center - text.width() / 2);
        return (float) Math.min(left, plot.getMaxX() + GUTTER - text.width());
    }
}
