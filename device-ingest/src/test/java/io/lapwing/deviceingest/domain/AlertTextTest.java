package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.alert.Condition;
import io.lapwing.sharedmodel.alert.Condition.Offline;
import io.lapwing.sharedmodel.alert.Condition.Stale;
import io.lapwing.sharedmodel.alert.Condition.Threshold;
import io.lapwing.sharedmodel.alert.Episode;
import io.lapwing.sharedmodel.alert.Operator;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static org.assertj.core.api.Assertions.assertThat;

class AlertTextTest {

    private static String text(Condition condition, @Nullable Double value) {
        return AlertText.of("Cold store 1", condition, new Episode(T0, T0, value, T0, null));
    }

    private static String text(Operator op, double raise, double value) {
        return text(new Threshold(metric("t"), op, raise, null, Duration.ZERO, Duration.ofMinutes(1)), value);
    }

    @Test
    void says_how_a_value_stands_to_its_limit() {
        assertThat(text(Operator.GREATER, 80, 81.2)).isEqualTo("t of Cold store 1 is 81.2, above 80");
        assertThat(text(Operator.GREATER_OR_EQUAL, 80.5, 80.5)).isEqualTo("t of Cold store 1 is 80.5, not below 80.5");
        assertThat(text(Operator.LESS, -18, -20)).isEqualTo("t of Cold store 1 is -20, below -18");
        assertThat(text(Operator.LESS_OR_EQUAL, 0, -0.0)).isEqualTo("t of Cold store 1 is 0, not above 0");
        assertThat(text(Operator.EQUAL, 3, 3)).isEqualTo("t of Cold store 1 is 3, equal to 3");
        assertThat(text(Operator.NOT_EQUAL, 3, 4)).isEqualTo("t of Cold store 1 is 4, not 3");
    }

    @Test
    void says_for_how_long() {
        Threshold threshold = new Threshold(metric("t"), Operator.GREATER, 8, 6.0, Duration.ofSeconds(90),
                Duration.ofMinutes(2));

        assertThat(text(threshold, 9.0)).isEqualTo("t of Cold store 1 is 9, above 8 for 90 seconds");
        assertThat(text(threshold, null)).isEqualTo("t of Cold store 1 is above 8 for 90 seconds");
    }

    @Test
    void says_what_is_missing() {
        assertThat(text(new Stale(metric("t"), Duration.ofDays(1)), null))
                .isEqualTo("Cold store 1 has not reported t for 1 day");
        assertThat(text(new Stale(null, Duration.ofHours(36)), null))
                .isEqualTo("Cold store 1 has not reported anything for 36 hours");
        assertThat(text(new Offline(Duration.ofMinutes(1)), null))
                .isEqualTo("Cold store 1 has been offline for 1 minute");
    }

    @ParameterizedTest
    @CsvSource({"81.2,81.2", "1000000,1000000", "0.1,0.1", "123456789012345,123456789012345", "1e300,1.0E300",
            "-2.5e-9,-2.5E-9", "0.00001,0.00001"})
    void writes_numbers_as_people_do(double number, String written) {
        assertThat(AlertText.number(number)).isEqualTo(written);
    }
}
