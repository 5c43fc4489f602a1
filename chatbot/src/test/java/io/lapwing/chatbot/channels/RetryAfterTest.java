package io.lapwing.chatbot.channels;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTest {
    @Test
    void reads_seconds() {
        assertThat(RetryAfter.parse("30", T0)).contains(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse(" 0.0644 ", T0)).contains(Duration.ofMillis(65));
        assertThat(RetryAfter.parse("0", T0)).contains(Duration.ZERO);
    }

    @Test
    void reads_dates() {
        assertThat(RetryAfter.parse("Thu, 01 Jan 2026 00:01:30 GMT", T0)).contains(Duration.ofSeconds(90));
        assertThat(RetryAfter.parse("Wed, 31 Dec 2025 23:59:00 GMT", T0)).contains(Duration.ZERO);
    }

    @Test
    void is_at_most_a_day() {
        assertThat(RetryAfter.parse("999999999", T0)).contains(RetryAfter.MAX);
        assertThat(RetryAfter.parse("Fri, 01 Jan 2027 00:00:00 GMT", T0)).contains(RetryAfter.MAX);
        assertThat(RetryAfter.ofSeconds(1e300)).isEqualTo(RetryAfter.MAX);
        assertThat(RetryAfter.ofSeconds(-1)).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1e3", "NaN", "9999999999999999999999", "Thu, 99 Jan 2026 00:01:30 GMT"})
    void is_nothing_where_it_is_neither(String header) {
        assertThat(RetryAfter.parse(header, T0)).isEmpty();
    }
}
