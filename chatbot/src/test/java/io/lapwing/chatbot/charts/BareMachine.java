package io.lapwing.chatbot.charts;

import java.awt.Font;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Runs in a JVM of its own, on a machine without fonts: writes a chart to a file, or tries to get along without what
/// [Typeface] does.
final class BareMachine {
    private BareMachine() {}

    static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            loadNaively();
        } else {
            Files.write(Path.of(arguments[0]), new ChartPainter().png(BareMachineTest.chart()));
        }
    }

    private static void loadNaively() throws Exception {
        try (InputStream font = BareMachine.class.getResourceAsStream("DejaVuSans.ttf")) {
            if (font != null) {
                Font.createFont(Font.TRUETYPE_FONT, font);
            }
        } catch (IOException e) {
            System.out.println("no fonts: " + e.getMessage());
        }
    }
}
