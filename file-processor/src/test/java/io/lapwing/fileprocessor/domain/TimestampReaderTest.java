package io.lapwing.fileprocessor.domain;

import io.lapwing.fileprocessor.domain.Cell.Read;
import io.lapwing.fileprocessor.domain.Cell.Refused;
import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.file.Profile;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TimestampReaderTest {

    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

    private static Cell<Instant> read(Profile profile, String text) {
        return new TimestampReader(profile, NOW).read(text);
    }

    private static String reason(Profile profile, String text) {
        assertThat(read(profile, text)).isInstanceOf(Refused.class);
        Refused<Instant> refused = (Refused<Instant>) read(profile, text);
        assertThat(refused.code()).isEqualTo(FileCode.BAD_TIMESTAMP);
        return refused.reason();
    }

    @ParameterizedTest
    @CsvSource({"2026-01-01T00:00:00Z,2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00,2026-01-01T00:00:00Z",
            "2026-01-01 00:00:00,2026-01-01T00:00:00Z", "2026-01-01T00:00,2026-01-01T00:00:00Z",
            "2026-01-01T00:00:00.123456789-0530,2026-01-01T05:30:00.123Z",
            "2025-12-31T23:00:00.5-01,2026-01-01T00:00:00.500Z",
            "2024-02-29t12:00:00z,2024-02-29T12:00:00Z", "1767225600000,2026-01-01T00:00:00Z",
            "946684800000,2000-01-01T00:00:00Z", "2026-01-02T00:01:00Z,2026-01-02T00:01:00Z"})
    void reads_iso_8601_and_milliseconds(String text, Instant expected) {
        assertThat(read(Profile.DEFAULT, text)).isEqualTo(new Read<>(expected));
    }

    @ParameterizedTest
    @CsvSource({"01.07.2025 12:00:00,2025-07-01T10:00:00Z", "31.12.2025 23:59:59,2025-12-31T22:59:59Z",
            "'01.07.2025 12:00:00,5',2025-07-01T10:00:00.500Z", "01.07.2025 12:00,2025-07-01T10:00:00Z",
            "2025-07-01T12:00:00,2025-07-01T10:00:00Z", "2025-07-01T12:00:00Z,2025-07-01T12:00:00Z",
            "30.03.2025 01:59:59,2025-03-30T00:59:59Z", "30.03.2025 03:00:00,2025-03-30T01:00:00Z"})
    void reads_times_of_clocks_in_berlin(String text, Instant expected) {
        assertThat(read(Profile.DE, text)).isEqualTo(new Read<>(expected));
    }

    @Test
    void refuses_a_time_that_clocks_skip_or_show_twice() {
        assertThat(reason(Profile.DE, "30.03.2025 02:30:00")).contains("does not exist");
        assertThat(reason(Profile.DE, "26.10.2025 02:30:00")).contains("exists twice");
        assertThat(read(Profile.DE, "2025-10-26T02:30:00+02:00")).isEqualTo(
                new Read<>(Instant.parse("2025-10-26T00:30:00Z")));
    }

    @Test
    void says_so_where_the_unit_is_wrong() {
        assertThat(reason(Profile.DEFAULT, "1767225600")).contains("seconds").contains("1767225600000");
        assertThat(reason(Profile.DEFAULT, "1767225600000000")).contains("micro");
        assertThat(reason(Profile.DEFAULT, "1767225600000000000")).contains("nano");
        assertThat(reason(Profile.DEFAULT, "0")).contains("before 2000");
        assertThat(reason(Profile.DEFAULT, "9".repeat(19))).contains("digits");
        assertThat(reason(Profile.DEFAULT, "9".repeat(10_000))).contains("digits").hasSizeLessThan(200);
    }

    @Test
    void refuses_what_lies_before_2000_or_in_the_future() {
        assertThat(reason(Profile.DEFAULT, "1999-12-31T23:59:59Z")).contains("2000");
        assertThat(reason(Profile.DEFAULT, "946684799999")).contains("2000");
        assertThat(reason(Profile.DEFAULT, "2026-01-02T00:01:00.001Z")).contains("future");
        assertThat(reason(Profile.DEFAULT, "9999-12-31T23:59:59Z")).contains("future");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-01-01", "2026-02-30T00:00:00Z", "2026-01-01T24:00:00Z",
            "2026-01-01T00:00:60Z", "2026-01-01T00:00:00+19:00", "2026-01-01T00:00:00+1", "2026-01-01T00:00:00ZZ",
            "2026-01-01T00:00:00+01:00x", "2026-01-01T00:00:00.Z", "2026-01-01T0:00:00Z", "01.07.2025 12:00:00",
            "1.76723E+12", "1767225600.123", "-1767225600000", "2026/01/01 00:00:00", "２０２６-01-01T00:00:00Z",
            "2026-01-01T00:00:00+01:60", "2026-13-01T00:00:00Z", "T", "2026-01-01T", "2026-01-01T00:00:00 Z"})
    void refuses_what_is_no_time(String text) {
        assertThat(reason(Profile.DEFAULT, text)).endsWith(".");
        assertThat(read(Profile.DE, "1.7.2025 12:00:00")).isInstanceOf(Refused.class);
    }
}
