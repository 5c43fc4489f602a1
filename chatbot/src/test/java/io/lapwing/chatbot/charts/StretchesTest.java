package io.lapwing.chatbot.charts;

import io.lapwing.chatbot.domain.Chart.Point;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StretchesTest {
    private static final Instant T0 = ChartFixture.T0;

    /// How many points the stretches have of points at these seconds.
    private static List<Integer> sizes(int... seconds) {
        return Stretches.of(IntStream.of(seconds).mapToObj(second -> new Point(T0.plusSeconds(second), 1)).toList(),
                T0, T0.plusSeconds(1_000)).stream().map(List::size).toList();
    }

    @Test
    void joins_what_is_three_times_the_usual_distance_apart_and_no_more() {
        assertThat(sizes(0, 10, 20, 30, 60, 70)).containsExactly(6);
        assertThat(sizes(0, 10, 20, 30, 61, 71)).containsExactly(4, 2);
    }

    @Test
    void the_usual_distance_is_the_median_one() {
        assertThat(sizes(0, 10, 30, 90)).containsExactly(4);
        assertThat(sizes(0, 10, 30, 91)).containsExactly(3, 1);
        // Of two, it is halfway between them.
        assertThat(sizes(0, 10, 60)).containsExactly(3);
        assertThat(sizes(0, 10, 61)).containsExactly(3);
    }

    @Test
    void joins_the_only_two() {
        assertThat(sizes(0, 900)).containsExactly(2);
        assertThat(sizes(7)).containsExactly(1);
    }

    @Test
    void several_at_one_instant_do_not_make_all_others_far() {
        assertThat(sizes(0, 0, 0, 0, 0, 10, 20)).containsExactly(7);
        assertThat(sizes(5, 5, 5)).containsExactly(3);
    }

    @Test
    void leaves_out_what_is_not_shown() {
        List<Point> points = List.of(new Point(T0.minusSeconds(1), 1), new Point(T0, 2),
                new Point(T0.plusSeconds(1), 3), new Point(T0.plusSeconds(2), 4));

        assertThat(Stretches.of(points, T0, T0.plusSeconds(1))).containsExactly(points.subList(1, 3));
    }

    @Test
    void breaks_at_what_is_no_number() {
        List<Point> points = List.of(new Point(T0, 1), new Point(T0.plusSeconds(1), Double.NaN),
                new Point(T0.plusSeconds(2), 2));

        assertThat(Stretches.of(points, T0, T0.plusSeconds(2)))
                .containsExactly(points.subList(0, 1), points.subList(2, 3));
    }
}
