package io.lapwing.chatbot.charts;

import io.lapwing.chatbot.domain.Chart;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/// Paints charts for a phone's chat: PNGs of 800 × 450 at twice the density, in the same bytes for the same chart
/// wherever they are painted. Thread-safe.
///
/// Painted with the JDK alone. XChart 3.8.8 was tried first, with the same font and points: it took twice the processor
/// time for the first chart of a JVM as for the first twenty, and twice the bytes. Its marks of days leave midnight when
/// clocks are changed, and it names up to twenty values in an axis that a phone has room for seven of.
public final class ChartPainter {
    static final int WIDTH = 1600;
    static final int HEIGHT = 900;
    /// What a phone loads at once even where the network is poor.
    static final int MOST_BYTES = 150_000;

    /// A PNG of a chart.
    ///
    /// @throws java.io.UncheckedIOException if the font cannot be read, for which the JDK needs a writable temporary
    ///                                      directory
    public byte[] png(Chart chart) {
        Typeface typeface = Typeface.bundled();
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            new ChartSheet(graphics, typeface, WIDTH, HEIGHT).paint(chart);
        } finally {
            graphics.dispose();
        }
        return IndexedPng.of(WIDTH, ((DataBufferInt) image.getRaster().getDataBuffer()).getData(), MOST_BYTES);
    }
}
