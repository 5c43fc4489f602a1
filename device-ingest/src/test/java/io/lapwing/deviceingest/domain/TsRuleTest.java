package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TsRuleTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.500Z");
    private static final long NOW_MILLIS = 1_767_225_600_500L;

    @ParameterizedTest
    @ValueSource(longs = {946_684_800_000L, NOW_MILLIS, NOW_MILLIS + 60_000, 1_000_000_000_000L, 1_700_000_000_000L})
    void takes_times_from_2000_to_a_minute_from_now(long ts) {
        assertThat(TsRule.check(0, ts, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {NOW_MILLIS + 60_001, NOW_MILLIS + 86_400_000, 4_102_444_800_001L, Long.MAX_VALUE})
    void rejects_a_reading_from_the_future(long ts) {
        assertThat(TsRule.check(0, ts, NOW)).map(Fault::code).contains(RefusalCode.TS_FUTURE);
    }

    @ParameterizedTest
    @ValueSource(longs = {946_684_800L, 1_767_225_600L, 4_102_444_800L})
    void rejects_what_looks_like_seconds(long ts) {
        assertThat(TsRule.check(0, ts, NOW)).map(Fault::code).contains(RefusalCode.TS_UNIT);
    }

    @ParameterizedTest
    @ValueSource(longs = {946_684_799_999L, 4_102_444_801L, 946_684_799L, 0, -1, -1_767_225_600_000L, Long.MIN_VALUE})
    void rejects_times_before_2000(long ts) {
        assertThat(TsRule.check(0, ts, NOW)).map(Fault::code).contains(RefusalCode.TS_RANGE);
    }

    @Test
    void says_which_entry_it_was() {
        assertThat(TsRule.check(7, 1_767_225_600L, NOW)).map(Fault::reason)
                .contains("The ts 1767225600 of entry 7 looks like seconds; milliseconds are expected.");
    }
}
