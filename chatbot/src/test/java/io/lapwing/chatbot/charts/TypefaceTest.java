package io.lapwing.chatbot.charts;

import io.lapwing.chatbot.charts.Typeface.Cut;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TypefaceTest {
    private static final Typeface FACE = Typeface.bundled();
    private static final int BASELINE = 50;

    @ParameterizedTest
    @ValueSource(strings = {"The quick brown fox 0123456789", "Zwölf Größen über Öl, ÄÖÜẞß €", "درجة حرارة المضخة ١٢٣",
            "Ångström Łódź façade señor İstanbul", "насос αντλία משאבה", "°C µS/cm m³ Ω ± × − … → ≤ ≥ ½ ‰ \u202f²⁰⁻"})
    void has_all_letters_of(String text) {
        assertThat(FACE.canWrite(text)).isTrue();
    }

    @Test
    void says_which_letters_it_has_not() {
        assertThat(FACE.canWrite("泵")).isFalse();
    }

    @Test
    void joins_arabic_letters_and_runs_them_from_right_to_left() {
        // Beh has four shapes: alone, first, in between and last. The non-joiners keep all three alone.
        float joined = FACE.write("ببب", 40).width();
        float apart = FACE.write("ب\u200cب\u200cب", 40).width();
        assertThat(joined).isLessThan(apart * 0.8f);

        // Alef is the tall one: the last letter of one word, at its left, and the first of the other.
        assertThat(tallest(FACE.write("با", 40))).isLessThan(tallest(FACE.write("اب", 40)) - 20);
    }

    @Test
    void arabic_is_no_row_of_boxes() {
        assertThat(columns(FACE.write("مضخة", 40))).isNotEqualTo(columns(FACE.write("泵泵泵泵", 40)));
        assertThat(FACE.write("ي", 40).width()).isNotEqualTo(FACE.write("泵", 40).width());
    }

    @Test
    void leaves_alone_what_fits() {
        assertThat(FACE.fitting("pump-17", 30, 400, Cut.END).width()).isEqualTo(FACE.write("pump-17", 30).width());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pump of the northern building, third floor", "مضخة المياه في المبنى الشمالي الطابق الثالث",
            "👩‍🔧👩‍🔧👩‍🔧👩‍🔧👩‍🔧👩‍🔧👩‍🔧👩‍🔧👩‍🔧👩‍🔧", "x"})
    void whatever_is_cut_fits(String text) {
        String label = text.repeat(500);

        assertThat(FACE.fitting(label, 30, 200, Cut.END).width()).isBetween(1f, 200f);
        assertThat(FACE.fitting(label, 30, 200, Cut.MIDDLE).width()).isBetween(1f, 200f);
    }

    @Test
    void cuts_the_end_or_the_middle() {
        String label = "pump-17 northern building temperature";

        assertSame("pump-17 northern bui…", label, Cut.END);
        assertSame("pump-17 no…mperature", label, Cut.MIDDLE);
    }

    private static void assertSame(String expected, String label, Cut cut) {
        Writing whole = FACE.write(expected, 30);

        assertThat(columns(FACE.fitting(label, 30, whole.width(), cut))).isEqualTo(columns(whole));
    }

    /// The leftmost column with ink far above the base line.
    private static int tallest(Writing writing) {
        BufferedImage image = image(writing);
        for (int x = 0; x < image.getWidth(); x++) {
            if ((image.getRGB(x, BASELINE - 25) & 0xffffff) != 0) {
                return x;
            }
        }
        throw new AssertionError("nothing is tall");
    }

    private static BufferedImage image(Writing writing) {
        BufferedImage image = new BufferedImage(500, 80, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        writing.draw(graphics, 20, BASELINE);
        graphics.dispose();
        return image;
    }

    private static boolean[] columns(Writing writing) {
        BufferedImage image = image(writing);
        boolean[] inked = new boolean[image.getWidth()];
        for (int x = 0; x < inked.length; x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                inked[x] |= (image.getRGB(x, y) & 0xffffff) != 0;
            }
        }
        return inked;
    }
}
