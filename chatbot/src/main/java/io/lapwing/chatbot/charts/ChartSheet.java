package io.lapwing.chatbot.charts;

import io.lapwing.chatbot.charts.Typeface.Cut;
import io.lapwing.chatbot.domain.Chart;
import io.lapwing.chatbot.domain.Chart.Line;
import io.lapwing.chatbot.domain.Chart.Point;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/// One chart on its way to paper, from top to bottom: title, legend, and the plot between its axes.
final class ChartSheet {
    private static final float TITLE = 38;
    private static final float LABEL = 30;
    private static final int EDGE = 32;
    private static final int ROW = 46;
    private static final int SWATCH = 56;
    private static final int GUTTER = 16;
    private static final int MOST_COLUMNS = 4;
    private static final int LEAST_COLUMNS = 2;

    private final Graphics2D graphics;
    private final Typeface typeface;
    private final float width;
    private final float height;

    /// @param graphics nothing is drawn on it yet
    ChartSheet(Graphics2D graphics, Typeface typeface, float width, float height) {
        this.graphics = graphics;
        this.typeface = typeface;
        this.width = width;
        this.height = height;
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    }

    void paint(Chart chart) {
        paper();
        graphics.setColor(Ink.TEXT);
        typeface.fitting(chart.title(), TITLE, width - 2 * EDGE, Cut.END).draw(graphics, EDGE, EDGE + TITLE);
        float legend = EDGE + TITLE + ROW + GUTTER / 2f;
        float top = legend(chart.lines(), legend) + GUTTER + LABEL / 2;

        List<List<List<Point>>> lines = chart.lines().stream()
                .map(line -> Stretches.of(line.points(), chart.from(), chart.to())).toList();
        ValueAxis values = valueAxis(lines);
        float left = EDGE + GUTTER + (float) values.marks().stream()
                .mapToDouble(mark -> typeface.write(mark.label(), LABEL).width()).max().orElse(0);
        Rectangle2D plot = new Rectangle2D.Float(left, top, width - EDGE - GUTTER - left,
                height - EDGE - 2 * ROW - top);
        TimeAxis times = TimeAxis.between(chart.from(), chart.to(), chart.zone(),
                label -> (typeface.write(label, LABEL).width() + 2 * GUTTER) / plot.getWidth());

        new Axes(graphics, plot, label -> typeface.write(label, LABEL)).paint(times, values);
        LinePen pen = new LinePen(graphics, plot, times, values);
        // What was asked for first lies on top.
        for (int i = lines.size() - 1; i >= 0; i--) {
            pen.draw(lines.get(i), Ink.OF_LINES.get(i));
        }
    }

    private void paper() {
        graphics.setColor(Ink.PAPER);
        graphics.fill(new Rectangle2D.Float(0, 0, width, height));
        graphics.setColor(Ink.EDGE);
        graphics.setStroke(new BasicStroke(4));
        graphics.draw(new Rectangle2D.Float(2, 2, width - 4, height - 4));
    }

    /// Whose line is whose; a single one is only named. Names are cut in their middle, since those of a fleet begin alike.
    ///
    /// @return the last row's baseline
    private float legend(List<Line> lines, float firstRow) {
        int columns = columns(lines);
        float row = firstRow;
        for (int i = 0; i < lines.size(); i++) {
            row = firstRow + i / columns * ROW;
            float x = EDGE + i % columns * columnWidth(columns);
            if (lines.size() > 1) {
                Ink ink = Ink.OF_LINES.get(i);
                graphics.setColor(ink.color());
                graphics.setStroke(ink.stroke());
                graphics.draw(new Line2D.Float(x, row - LABEL / 3, x + SWATCH, row - LABEL / 3));
                x += SWATCH + GUTTER;
            }
            graphics.setColor(Ink.FAINT_TEXT);
            typeface.fitting(lines.get(i).name(), LABEL, nameWidth(columns), Cut.MIDDLE).draw(graphics, x, row);
        }
        return row;
    }

    /// As many as leave all names whole; rather more rows than cut names.
    private int columns(List<Line> lines) {
        int columns = Math.min(lines.size(), MOST_COLUMNS);
        float longest = (float) lines.stream()
                .mapToDouble(line -> typeface.fitting(line.name(), LABEL, width, Cut.MIDDLE).width()).max().orElse(0);
        while (columns > LEAST_COLUMNS && nameWidth(columns) < longest) {
            columns--;
        }
        return columns;
    }

    private float columnWidth(int columns) {
        return (width - 2 * EDGE + GUTTER) / columns;
    }

    private float nameWidth(int columns) {
        return columnWidth(columns) - (columns > 1 ? SWATCH + GUTTER : 0) - GUTTER;
    }

    private static ValueAxis valueAxis(List<List<List<Point>>> lines) {
        DoubleSummaryStatistics values = lines.stream().flatMap(List::stream).flatMap(List::stream)
                .mapToDouble(Point::value).summaryStatistics();
        return values.getCount() == 0 ? ValueAxis.between(0, 1) : ValueAxis.between(values.getMin(), values.getMax());
    }
}
