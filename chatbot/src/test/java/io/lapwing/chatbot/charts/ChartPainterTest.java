package io.lapwing.chatbot.charts;

import io.lapwing.chatbot.domain.Chart.Point;

import java.awt.Color;
import java.awt.Rectangle;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Looks at the pixels.
class ChartPainterTest {
    private static final Color FIRST = Ink.OF_LINES.getFirst().color();
    private static final Rectangle TITLE = new Rectangle(20, 20, 1560, 60);

    @Test
    void paints_a_png_for_a_phone() {
        byte[] png = new ChartPainter().png(ChartFixture.aChart().with("temperature", 20, 21, 22).chart());

        assertThat(Picture.of(png).all()).isEqualTo(new Rectangle(1600, 900));
        assertThat(png).hasSizeLessThan(150_000);
    }

    @Test
    void a_rising_line_ends_higher_than_it_begins() {
        Picture picture = ChartFixture.aChart().with("temperature", 20, 21, 22).painted();
        List<Integer> columns = picture.columnsWith(FIRST);

        assertThat(columns.getLast() - columns.getFirst()).isGreaterThan(1400);
        assertThat(picture.height(FIRST, columns.getFirst()) - picture.height(FIRST, columns.getLast()))
                .isGreaterThan(400);
    }

    @Test
    void leaves_a_gap_where_nothing_was_measured() {
        List<Point> whole = ChartFixture.everyMinute(0, 600);
        List<Point> holed = Stream.concat(whole.stream().limit(200), whole.stream().skip(400)).toList();

        assertThat(ChartFixture.aChart().with("temperature", whole).painted().widestGap(FIRST)).isZero();
        assertThat(ChartFixture.aChart().with("temperature", holed).painted().widestGap(FIRST)).isBetween(180, 230);
    }

    @Test
    void a_single_point_is_a_dot() {
        Picture picture = ChartFixture.aChart()
                .with("temperature", List.of(new Point(ChartFixture.T0.plus(Duration.ofHours(6)), 21.5))).painted();
        List<Integer> columns = picture.columnsWith(FIRST);

        assertThat(columns.getLast() - columns.getFirst()).isBetween(6, 14);
        assertThat(picture.count(FIRST, picture.all())).isBetween(60L, 120L);
    }

    @Test
    void equal_values_are_a_level_line() {
        Picture picture = ChartFixture.aChart().with("temperature", 21.5, 21.5, 21.5).painted();
        List<Integer> columns = picture.columnsWith(FIRST);

        assertThat(columns).hasSizeGreaterThan(1400);
        assertThat(columns).allSatisfy(x -> assertThat(picture.height(FIRST, x))
                .isEqualTo(picture.height(FIRST, columns.getFirst())));
    }

    @ParameterizedTest
    @CsvSource({"-5, -1", "-1, 1", "1e300, 1.7e308", "-1.7976931348623157e308, 1.7976931348623157e308",
            "1e-290, 3e-290", "1e15, 1000000000000001", "1767225600000, 1767225601000", "0, 1e-9"})
    void negative_huge_and_tiny_values_rise_as_well(double low, double high) {
        Picture picture = ChartFixture.aChart().with("temperature", low, high).painted();
        List<Integer> columns = picture.columnsWith(FIRST);

        assertThat(columns.getLast() - columns.getFirst()).isGreaterThan(1000);
        assertThat(picture.height(FIRST, columns.getFirst()) - picture.height(FIRST, columns.getLast()))
                .isGreaterThan(400);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void draws_nothing_of_what_is_no_number(double value) {
        Picture none = ChartFixture.aChart().with("temperature", value).painted();
        Picture some = ChartFixture.aChart().with("temperature", 1, 1, 1, 1, value, 1, 1, 1).painted();

        assertThat(none.columnsWith(FIRST)).isEmpty();
        assertThat(some.widestGap(FIRST)).isGreaterThan(200);
    }

    @Test
    void each_line_has_its_colour_and_its_place() {
        ChartFixture fixture = ChartFixture.aChart();
        for (int i = 0; i < Ink.OF_LINES.size(); i++) {
            fixture = fixture.with("line " + i, i, i, i);
        }
        Picture picture = fixture.painted();
        // Right of the legend.
        Rectangle plot = new Rectangle(1400, 100, 150, 700);

        List<Color> colors = Ink.OF_LINES.stream().map(Ink::color).toList();
        assertThat(colors).doesNotHaveDuplicates()
                .allSatisfy(color -> assertThat(picture.count(color, plot)).isGreaterThan(150));
        assertThat(colors.stream().map(color -> rowsOf(picture, color, plot)).toList())
                .isSortedAccordingTo((one, other) -> Double.compare(other, one));
    }

    private static double rowsOf(Picture picture, Color color, Rectangle part) {
        return picture.columnsWith(color).stream().filter(x -> part.contains(x, part.y))
                .mapToDouble(x -> picture.height(color, x)).average().orElseThrow();
    }

    @Test
    void a_legend_says_whose_line_is_whose() {
        Rectangle legend = new Rectangle(0, 90, 1600, 60);
        Color second = Ink.OF_LINES.get(1).color();
        Picture one = ChartFixture.aChart().with("temperature", 1, 2).painted();
        Picture two = ChartFixture.aChart().with("temperature", 1, 2).with("pressure", 2, 1).painted();

        assertThat(one.count(FIRST, legend)).isZero();
        assertThat(two.count(FIRST, legend)).isGreaterThan(100);
        assertThat(two.count(second, legend)).isGreaterThan(100);
    }

    @Test
    void cuts_a_title_to_fit() {
        Picture picture = ChartFixture.aChart().titled("pump ".repeat(2_000)).with("temperature", 1, 2).painted();

        assertThat(picture.count(Ink.TEXT, TITLE)).isGreaterThan(500);
        assertThat(picture.count(Ink.PAPER, new Rectangle(1570, 20, 20, 60))).isEqualTo(20 * 60);
    }

    @Test
    void a_label_is_drawn_as_it_is() {
        long plain = ChartFixture.aChart().titled("pump").with("t", 1, 2).painted().count(Ink.TEXT, TITLE);
        long marked = ChartFixture.aChart().titled("<b>pump</b>").with("t", 1, 2).painted().count(Ink.TEXT, TITLE);
        long escaped = ChartFixture.aChart().titled("&lt;pump").with("t", 1, 2).painted().count(Ink.TEXT, TITLE);

        assertThat(marked).isGreaterThan(plain + plain / 2);
        assertThat(escaped).isGreaterThan(plain + plain / 4);
    }

    @Test
    void labels_of_nothing_or_of_controls_do_no_harm() {
        Picture picture = ChartFixture.aChart().titled("").with("", 1, 2).with("a\nb\u0000\u2028\ud800", 2, 1)
                .painted();

        assertThat(picture.count(Ink.TEXT, TITLE)).isZero();
    }

    @Test
    void many_points_take_bounded_time_and_memory() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var noise = ChartFixture.aChart().withNoise(8, 2_000).chart();
        long time = threads.getCurrentThreadCpuTime();
        long memory = threads.getCurrentThreadAllocatedBytes();
        byte[] png = new ChartPainter().png(noise);

        assertThat(png).hasSizeLessThan(150_000);
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - time)).isLessThan(Duration.ofSeconds(10));
        assertThat(threads.getCurrentThreadAllocatedBytes() - memory).isLessThan(150L << 20);
    }

    @Test
    void points_beyond_what_can_be_seen_are_only_looked_at() {
        Picture picture = ChartFixture.aChart()
                .with("temperature", DoubleStream.iterate(0, i -> i + 1).limit(200_000).toArray()).painted();
        List<Integer> columns = picture.columnsWith(FIRST);

        assertThat(picture.widestGap(FIRST)).isZero();
        assertThat(picture.height(FIRST, columns.getFirst()) - picture.height(FIRST, columns.getLast()))
                .isGreaterThan(400);
    }

    @Test
    void eight_threads_paint_the_same_as_one() throws InterruptedException, ExecutionException {
        ChartPainter painter = new ChartPainter();
        var chart = ChartFixture.aChart().titled("مضخة المياه 17").with("temperature", 1, 2, 1).with("pressure", 2, 1)
                .chart();
        byte[] alone = painter.png(chart);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<byte[]>> together = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                together.add(threads.submit(() -> painter.png(chart)));
            }
            for (Future<byte[]> png : together) {
                assertThat(png.get()).isEqualTo(alone);
            }
        }
    }
}
