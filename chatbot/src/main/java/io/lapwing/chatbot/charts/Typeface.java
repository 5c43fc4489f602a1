package io.lapwing.chatbot.charts;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// The letters of charts: one font that we bring along, so that a chart looks the same everywhere, and is drawn where
/// no font and no fontconfig is installed. A label is drawn as it is: nothing in it is markup.
final class Typeface {
    /// Which part of a label gives way to an ellipsis where there is no room for all of it.
    enum Cut {
        END, MIDDLE
    }

    private static final String FONT = "DejaVuSans.ttf";
    private static final String ELLIPSIS = "\u2026";
    /// No label of this many characters fits any chart; what is beyond need not be measured.
    private static final int LONGEST = 400;

    private static @Nullable Typeface bundled;

    private final Font font;

    private Typeface(Font font) {
        this.font = font;
    }

    /// Loads the font once; a failure may be tried again.
    static synchronized Typeface bundled() {
        if (bundled == null) {
            try {
                bundled = new Typeface(withoutSystemFonts());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the charts' font", e);
            } catch (FontFormatException e) {
                throw new IllegalStateException("the charts' font is broken", e);
            }
        }
        return bundled;
    }

    /// Even a font from a file makes the JDK on Linux look at the system's fonts first, and fail if there are none. Given
    /// a configuration of its own that names none, it looks no further.
    private static Font withoutSystemFonts() throws IOException, FontFormatException {
        set("java.awt.headless", "true");
        // The JDK's newer way to its text layout takes half a second longer to start, for the first Arabic label.
        set("sun.font.layout.ffm", "false");
        if (!System.getProperty("os.name", "").startsWith("Linux")
                || System.getProperty("sun.awt.fontconfig") != null) {
            return read();
        }
        Path none = Files.createTempFile("lapwing-fonts", ".properties");
        try {
            Files.writeString(none, "version=1\nsequence.allfonts=default\n");
            System.setProperty("sun.awt.fontconfig", none.toString());
            return read();
        } finally {
            System.clearProperty("sun.awt.fontconfig");
            Files.delete(none);
        }
    }

    /// What the JDK is told once, unless whoever started it has said otherwise.
    private static void set(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static Font read() throws IOException, FontFormatException {
        try (InputStream file = Typeface.class.getResourceAsStream(FONT)) {
            if (file == null) {
                throw new IOException(FONT + " is not on the class path");
            }
            return Font.createFont(Font.TRUETYPE_FONT, file);
        }
    }

    boolean canWrite(String text) {
        return font.canDisplayUpTo(text) < 0;
    }

    /// A label in full.
    Writing write(String text, float size) {
        return Writing.of(text, font.deriveFont(size));
    }

    /// As much of a label as fits a width. Line breaks and other controls become spaces. Letters are kept whole, with
    /// their marks.
    Writing fitting(String label, float size, float width, Cut cut) {
        String line = label.replaceAll("[\\p{Cc}\\u2028\\u2029]", " ").strip();
        Writing whole = write(line.length() > LONGEST ? line.substring(0, LONGEST) : line, size);
        if (line.length() <= LONGEST && whole.width() <= width) {
            return whole;
        }
        List<String> letters = letters(line, cut);
        int fits = 0;
        int tooMany = letters.size();
        while (tooMany - fits > 1) {
            int middle = (fits + tooMany) / 2;
            if (write(shortened(letters, middle, cut), size).width() <= width) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        return write(shortened(letters, fits, cut), size);
    }

    private static List<String> letters(String line, Cut cut) {
        String near = line;
        if (line.length() > 2 * LONGEST) {
            near = cut == Cut.END ? line.substring(0, 2 * LONGEST)
                    : line.substring(0, LONGEST) + line.substring(line.length() - LONGEST);
        }
        BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(near);
        List<String> letters = new ArrayList<>();
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
            letters.add(near.substring(start, end));
        }
        return letters;
    }

    private static String shortened(List<String> letters, int kept, Cut cut) {
        int tail = cut == Cut.END ? 0 : kept / 2;
        String head = String.join("", letters.subList(0, kept - tail)).stripTrailing();
        return head + ELLIPSIS + String.join("", letters.subList(letters.size() - tail, letters.size())).stripLeading();
    }
}
