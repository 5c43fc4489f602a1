package io.lapwing.sharedmodel.alert;

import io.lapwing.sharedmodel.alert.Condition.Threshold;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.watch.RuleProgress.Breach;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.bool;
import static io.lapwing.sharedmodel.fixtures.Fixtures.decimal;
import static io.lapwing.sharedmodel.fixtures.Fixtures.integer;
import static io.lapwing.sharedmodel.fixtures.Fixtures.json;
import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static io.lapwing.sharedmodel.fixtures.Fixtures.text;
import static org.assertj.core.api.Assertions.assertThat;

class ThresholdRunTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Threshold HYSTERESIS = threshold(Operator.GREATER_OR_EQUAL, 80, 75.0, Duration.ZERO);
    private static final Threshold FOR_TEN_MINUTES = threshold(Operator.GREATER, 80, null, Duration.ofMinutes(10));

    private final List<Episode> ended = new ArrayList<>();

    private static Threshold threshold(Operator op, double raise, @Nullable Double clear, Duration duration) {
        return new Threshold(metric("t"), op, raise, clear, duration, Threshold.defaultGap(duration));
    }

    private static Instant minute(long minutes) {
        return T0.plus(MINUTE.multipliedBy(minutes));
    }

    private static ReadingKey at(Instant ts) {
        return new ReadingKey(ts, 0);
    }

    /// Takes a run through a value each minute.
    private ThresholdRun through(Threshold threshold, double... values) {
        ThresholdRun run = ThresholdRun.of(threshold);
        for (int i = 0; i < values.length; i++) {
            run.next(at(minute(i)), decimal(values[i])).ifPresent(ended::add);
        }
        return run;
    }

    @Test
    void raises_at_one_limit_and_clears_at_the_other() {
        ThresholdRun run = through(HYSTERESIS, 79, 80, 79.9, 76, 80.1, 75, 74);

        assertThat(ended).containsExactly(new Episode(minute(1), minute(1), 80.0, minute(4), minute(5)));
        assertThat(run.open()).isNull();
    }

    @Test
    void clears_at_the_first_value_that_does_not_breach_where_there_is_one_limit() {
        through(threshold(Operator.LESS, 5, null, Duration.ZERO), 5, 4.9, 4, 5, 6, 4);

        assertThat(ended).containsExactly(new Episode(minute(1), minute(1), 4.9, minute(2), minute(3)));
    }

    @Test
    void clears_below_a_limit_where_the_value_has_come_up_again() {
        through(threshold(Operator.LESS_OR_EQUAL, -18, -15.0, Duration.ZERO), -17, -18, -16, -15.5, -15);

        assertThat(ended).containsExactly(new Episode(minute(1), minute(1), -18.0, minute(3), minute(4)));
    }

    @Test
    void compares_for_equality() {
        through(threshold(Operator.EQUAL, 3, null, Duration.ZERO), 2, 3, 3, 4);
        through(threshold(Operator.NOT_EQUAL, 3, 3.0, Duration.ZERO), 3, 4, 5, 3);

        assertThat(ended).containsExactly(new Episode(minute(1), minute(1), 3.0, minute(2), minute(3)),
                new Episode(minute(1), minute(1), 4.0, minute(2), minute(3)));
    }

    @Test
    void raises_at_the_reading_at_which_the_duration_is_reached() {
        ThresholdRun run = through(FOR_TEN_MINUTES, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101);

        assertThat(run.open()).isEqualTo(new Episode(minute(0), minute(10), 100.0, minute(11), null));
    }

    @Test
    void raises_nothing_for_one_breaching_reading_however_long_it_stands() {
        ThresholdRun run = through(FOR_TEN_MINUTES, 90);

        assertThat(run.open()).isNull();
        assertThat(run.breach()).isEqualTo(new Breach(minute(0), 90.0));
    }

    @Test
    void begins_again_after_a_reading_that_does_not_breach() {
        ThresholdRun run = through(FOR_TEN_MINUTES, 90, 90, 90, 90, 90, 90, 90, 90, 90, 80, 90, 90, 90);

        assertThat(run.open()).isNull();
        assertThat(run.breach()).isEqualTo(new Breach(minute(10), 90.0));
    }

    @Test
    void begins_again_after_a_gap_that_is_too_large() {
        ThresholdRun run = ThresholdRun.of(FOR_TEN_MINUTES);
        run.next(at(T0), integer(90));
        run.next(at(minute(10).plusMillis(1)), integer(91));
        assertThat(run.open()).isNull();

        run.next(at(minute(20).plusMillis(1)), integer(92));

        assertThat(run.open()).isEqualTo(new Episode(minute(10).plusMillis(1), minute(20).plusMillis(1), 92.0,
                minute(20).plusMillis(1), null));
    }

    @Test
    void keeps_an_open_episode_over_any_gap() {
        ThresholdRun run = through(HYSTERESIS, 80);

        run.next(at(T0.plus(Duration.ofDays(30))), integer(76)).ifPresent(ended::add);

        assertThat(ended).isEmpty();
        assertThat(run.open()).isNotNull();
    }

    @Test
    void leaves_alone_what_is_not_newer_than_the_last() {
        ThresholdRun run = ThresholdRun.of(HYSTERESIS);
        run.next(new ReadingKey(minute(5), 3), integer(70));

        run.next(new ReadingKey(minute(5), 3), integer(90));
        run.next(new ReadingKey(minute(5), 2), integer(90));
        run.next(at(minute(4)), integer(90));
        assertThat(run.open()).isNull();
        run.next(new ReadingKey(minute(5), 4), integer(90));

        assertThat(run.open()).isNotNull();
        assertThat(run.last()).isEqualTo(new ReadingKey(minute(5), 4));
    }

    @Test
    void ignores_what_is_not_a_number() {
        ThresholdRun run = through(HYSTERESIS, 80);

        for (MetricValue value : List.of(text("1"), bool(false), json("[1]"))) {
            run.next(at(minute(9)), value).ifPresent(ended::add);
        }
        run.next(at(minute(9)), null).ifPresent(ended::add);

        assertThat(ended).isEmpty();
        assertThat(run.last()).isEqualTo(at(T0));
    }

    @Test
    void compares_integers_exactly() {
        double limit = 0x1p53;
        ThresholdRun above = ThresholdRun.of(threshold(Operator.GREATER, limit, null, Duration.ZERO));
        above.next(at(T0), integer(1L << 53));
        assertThat(above.open()).isNull();
        above.next(at(minute(1)), integer((1L << 53) + 1));
        assertThat(above.open()).isNotNull();

        ThresholdRun half = ThresholdRun.of(threshold(Operator.LESS, -2.5, null, Duration.ZERO));
        half.next(at(T0), integer(-2));
        assertThat(half.open()).isNull();
        half.next(at(minute(1)), integer(-3));
        assertThat(half.open()).isNotNull();

        ThresholdRun beyond = ThresholdRun.of(threshold(Operator.GREATER_OR_EQUAL, 0x1p63, null, Duration.ZERO));
        beyond.next(at(T0), integer(Long.MAX_VALUE));
        assertThat(beyond.open()).isNull();

        ThresholdRun zero = ThresholdRun.of(threshold(Operator.EQUAL, -0.0, null, Duration.ZERO));
        zero.next(at(T0), integer(0));
        assertThat(zero.open()).isNotNull();
    }

    @Test
    void goes_on_where_it_was_left() {
        ThresholdRun accruing = ThresholdRun.after(at(minute(9)), FOR_TEN_MINUTES, new Breach(minute(0), 90.0));
        accruing.next(at(minute(10)), integer(91));
        assertThat(accruing.open()).isEqualTo(new Episode(minute(0), minute(10), 91.0, minute(10), null));

        ThresholdRun open = ThresholdRun.within(minute(0), at(minute(9)), HYSTERESIS, false);
        open.next(at(minute(10)), integer(76)).ifPresent(ended::add);
        assertThat(ended).isEmpty();
        open.next(at(minute(11)), integer(75)).ifPresent(ended::add);
        assertThat(ended).extracting(Episode::clearedAt).containsExactly(minute(11));
    }

    @Test
    void raises_at_once_what_was_due_when_it_was_left() {
        ThresholdRun run = ThresholdRun.after(at(minute(12)), FOR_TEN_MINUTES, new Breach(minute(0), 90.0));

        assertThat(run.open()).isEqualTo(new Episode(minute(0), minute(12), 90.0, minute(12), null));
        assertThat(run.breach()).isNull();
    }

    @Test
    void ends_an_episode_of_other_limits_at_the_first_value_that_does_not_breach_these() {
        ThresholdRun kept = ThresholdRun.within(minute(0), at(minute(9)), HYSTERESIS, true);
        kept.next(at(minute(10)), integer(80)).ifPresent(ended::add);
        kept.next(at(minute(11)), integer(76)).ifPresent(ended::add);
        assertThat(ended).isEmpty();

        ThresholdRun.within(minute(0), at(minute(9)), HYSTERESIS, true).next(at(minute(10)), integer(76))
                .ifPresent(ended::add);
        assertThat(ended).extracting(Episode::clearedAt).containsExactly(minute(10));
    }
}
