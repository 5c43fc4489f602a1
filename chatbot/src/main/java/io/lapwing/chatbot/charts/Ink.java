package io.lapwing.chatbot.charts;

import io.lapwing.chatbot.domain.Chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a line is drawn with. The colours were searched for: each has a contrast of at least 3 to the white that it is
/// drawn on, and any two are told apart by people with and without each kind of colour blindness. Since eight are many
/// to keep apart, the second four are dashed as well.
record Ink(Color color, Stroke stroke) {
    static final Color PAPER = Color.WHITE;
    static final Color TEXT = new Color(0x1f2933);
    static final Color FAINT_TEXT = new Color(0x4f5b67);
    static final Color GRID = new Color(0xe3e7eb);
    static final Color AXIS = new Color(0x8a94a0);
    /// The paper's edge shows on a chat's white as on its black.
    static final Color EDGE = new Color(0xb6bec7);

    private static final float WIDTH = 4;
    private static final Stroke SOLID = new BasicStroke(WIDTH, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final Stroke DASHED = new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1,
            new float[]{14, 7}, 0);

    /// In the order in which they are used: any first few are as different as can be.
    static final List<Ink> OF_LINES = Stream
            .concat(inks(SOLID, 0x223377, 0xdd7700, 0xaa77ff, 0x770022),
                    inks(DASHED, 0x775599, 0x449999, 0xcc0022, 0x4400ee))
            .limit(Chart.MAX_LINES).toList();

    private static Stream<Ink> inks(Stroke stroke, int... colors) {
        return IntStream.of(colors).mapToObj(rgb -> new Ink(new Color(rgb), stroke));
    }
}
