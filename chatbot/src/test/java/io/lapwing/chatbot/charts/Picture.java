package io.lapwing.chatbot.charts;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

/// What is to be seen on a PNG, as the JDK's own reader sees it.
record Picture(BufferedImage image) {
    static Picture of(byte[] png) {
        try {
            return new Picture(Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(png)), "no picture"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Rectangle all() {
        return new Rectangle(image.getWidth(), image.getHeight());
    }

    long count(Color color, Rectangle part) {
        return columns(part).mapToLong(x -> rows(part).filter(y -> is(color, x, y)).count()).sum();
    }

    /// The columns that have a colour.
    List<Integer> columnsWith(Color color) {
        return columns(all()).filter(x -> rows(all()).anyMatch(y -> is(color, x, y))).boxed().toList();
    }

    /// The mean row of a colour in a column that has it.
    double height(Color color, int column) {
        return rows(all()).filter(y -> is(color, column, y)).average().orElseThrow();
    }

    /// The widest stretch of columns without a colour between two that have it.
    int widestGap(Color color) {
        List<Integer> columns = columnsWith(color);
        return IntStream.range(1, columns.size()).map(i -> columns.get(i) - columns.get(i - 1) - 1).max().orElse(0);
    }

    private boolean is(Color color, int x, int y) {
        return image.getRGB(x, y) == color.getRGB();
    }

    private static IntStream columns(Rectangle part) {
        return IntStream.range(part.x, part.x + part.width);
    }

    private static IntStream rows(Rectangle part) {
        return IntStream.range(part.y, part.y + part.height);
    }
}
