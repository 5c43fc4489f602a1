package io.lapwing.chatbot.domain.language;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/// Times as they are said, at 10:30 on Tuesday, 10 March 2026 in Berlin, and around the days on which the clocks change.
class TimesTest {
    private static final String AFTER_SPRING = "2026-03-30T10:00:00.000Z";
    private static final String AFTER_AUTUMN = "2026-10-26T10:00:00.000Z";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "last 24 hours | 2026-03-09T09:30:00Z | 2026-03-10T09:30:00Z",
            "today | 2026-03-09T23:00:00Z | 2026-03-10T09:30:00Z",
            "yesterday | 2026-03-08T23:00:00Z | 2026-03-09T23:00:00Z",
            "since yesterday | 2026-03-08T23:00:00Z | 2026-03-10T09:30:00Z",
            "between 8 and 10 this morning | 2026-03-10T07:00:00Z | 2026-03-10T09:00:00Z",
            "on 25 October | 2025-10-24T22:00:00Z | 2025-10-25T22:00:00Z",
            "on Monday | 2026-03-08T23:00:00Z | 2026-03-09T23:00:00Z",
            "last week | 2026-03-01T23:00:00Z | 2026-03-08T23:00:00Z",
            "this week | 2026-03-08T23:00:00Z | 2026-03-10T09:30:00Z",
            "last night | 2026-03-09T21:00:00Z | 2026-03-10T05:00:00Z",
            "this morning | 2026-03-10T05:00:00Z | 2026-03-10T09:30:00Z",
            "yesterday evening | 2026-03-09T17:00:00Z | 2026-03-09T23:00:00Z",
            "the last hour | 2026-03-10T08:30:00Z | 2026-03-10T09:30:00Z",
            "past 30 minutes | 2026-03-10T09:00:00Z | 2026-03-10T09:30:00Z",
            "last 7 days | 2026-03-03T09:30:00Z | 2026-03-10T09:30:00Z",
            "since 8 | 2026-03-10T07:00:00Z | 2026-03-10T09:30:00Z",
            "since 8 am | 2026-03-10T07:00:00Z | 2026-03-10T09:30:00Z",
            "since 8 pm | 2026-03-09T19:00:00Z | 2026-03-10T09:30:00Z",
            "since Monday | 2026-03-08T23:00:00Z | 2026-03-10T09:30:00Z",
            "from 1 March to 5 March | 2026-02-28T23:00:00Z | 2026-03-05T23:00:00Z",
            "in March | 2026-02-28T23:00:00Z | 2026-03-10T09:30:00Z",
            "in April | 2025-03-31T22:00:00Z | 2025-04-30T22:00:00Z",
            "last month | 2026-01-31T23:00:00Z | 2026-02-28T23:00:00Z",
            "on 2026-03-01 | 2026-02-28T23:00:00Z | 2026-03-01T23:00:00Z",
            "on March 3rd, 2025 | 2025-03-02T23:00:00Z | 2025-03-03T23:00:00Z",
            "between 22:00 and 6:00 | 2026-03-09T21:00:00Z | 2026-03-10T05:00:00Z",
            "last night between 10 and 2 | 2026-03-09T21:00:00Z | 2026-03-10T01:00:00Z",
            "for 3 hours | 2026-03-10T06:30:00Z | 2026-03-10T09:30:00Z",
            "seit halb neun | 2026-03-10T07:30:00Z | 2026-03-10T09:30:00Z",
            "letzte Nacht | 2026-03-09T21:00:00Z | 2026-03-10T05:00:00Z",
            "heute Morgen zwischen 8 und 10 | 2026-03-10T07:00:00Z | 2026-03-10T09:00:00Z",
            "am 25.10. | 2025-10-24T22:00:00Z | 2025-10-25T22:00:00Z"})
    void understands_a_range(String said, Instant from, Instant to) {
        Slots slots = TestFleet.understand("temperature of probe a " + said).slots();

        assertThat(slots.from()).isEqualTo(from);
        assertThat(slots.to()).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "for 2 hours | 2026-03-10T11:30:00Z", "until tomorrow 8 am | 2026-03-11T07:00:00Z",
            "until Friday | 2026-03-12T23:00:00Z", "until Tuesday | 2026-03-16T23:00:00Z",
            "until 18:00 | 2026-03-10T17:00:00Z", "until 9:00 | 2026-03-11T08:00:00Z",
            "over night | 2026-03-11T05:00:00Z", "for the weekend | 2026-03-15T23:00:00Z",
            "until tomorrow | 2026-03-10T23:00:00Z", "until midnight | 2026-03-10T23:00:00Z",
            "for half an hour | 2026-03-10T10:00:00Z", "until the end of the day | 2026-03-10T23:00:00Z"})
    void understands_until_when(String said, Instant until) {
        assertThat(TestFleet.understand("silence A-102 " + said).slots().until()).isEqualTo(until);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "bis morgen früh um 8 | 2026-03-11T07:00:00Z", "für 2 Stunden | 2026-03-10T11:30:00Z",
            "übers Wochenende | 2026-03-15T23:00:00Z", "bis 18 Uhr | 2026-03-10T17:00:00Z",
            "bis Freitag | 2026-03-12T23:00:00Z", "über Nacht | 2026-03-11T05:00:00Z"})
    void understands_until_when_in_german(String said, Instant until) {
        assertThat(TestFleet.understand("schalte A-102 " + said + " stumm").slots().until()).isEqualTo(until);
    }

    @Test
    void gives_a_day_the_hours_that_it_has() {
        assertThat(length("on Sunday", AFTER_SPRING)).isEqualTo(Duration.ofHours(23));
        assertThat(length("yesterday", AFTER_AUTUMN)).isEqualTo(Duration.ofHours(25));
        assertThat(length("last 7 days", AFTER_AUTUMN)).isEqualTo(Duration.ofDays(7));
        assertThat(length("last week", AFTER_AUTUMN)).isEqualTo(Duration.ofDays(7).plusHours(1));
    }

    @Test
    void moves_a_time_that_the_clocks_skip_forward() {
        Slots slots = slots("since yesterday 2:30", AFTER_SPRING);

        assertThat(slots.from()).isEqualTo("2026-03-29T01:30:00Z");
    }

    @Test
    void takes_the_first_of_two_equal_times() {
        Slots slots = slots("since yesterday 2:30", AFTER_AUTUMN);

        assertThat(slots.from()).isEqualTo("2026-10-25T00:30:00Z");
    }

    @Test
    void knows_leap_days() {
        assertThat(slots("on 29 February", "2026-03-10T09:30:00Z").from()).isEqualTo("2024-02-28T23:00:00Z");
        assertThat(TestFleet.understand("temperature of probe a on 31 February").slots().from()).isNull();
    }

    private static Slots slots(String said, String now) {
        return TestFleet.INTERPRETER.understand("temperature of probe a " + said, TestFleet.at(now)).slots();
    }

    private static Duration length(String said, String now) {
        Slots slots = slots(said, now);
        return Duration.between(requireNonNull(slots.from()), requireNonNull(slots.to()));
    }
}
