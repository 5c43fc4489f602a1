package io.lapwing.restapi.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BucketGridTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
            // The period, an instant, and the beginning of its bucket.
            "PT1S, 2026-01-01T10:20:30.456Z, 2026-01-01T10:20:30Z",
            "PT15M, 2026-01-01T10:29:59.999Z, 2026-01-01T10:15:00Z",
            "PT1H, 2026-01-01T10:00:00Z, 2026-01-01T10:00:00Z",
            "PT8H, 2026-01-01T15:59:00Z, 2026-01-01T08:00:00Z",
            "PT24H, 2026-01-01T15:59:00Z, 2026-01-01T00:00:00Z",
            "P1D, 2026-01-01T23:59:59.999Z, 2026-01-01T00:00:00Z",
            "P1W, 2026-01-04T23:59:00Z, 2025-12-29T00:00:00Z", "P1W, 2026-01-05T00:00:00Z, 2026-01-05T00:00:00Z",
            "P7D, 2026-01-04T23:59:00Z, 2025-12-29T00:00:00Z", "P1M, 2024-02-29T12:00:00Z, 2024-02-01T00:00:00Z",
            "P1D, 1969-12-31T23:00:00Z, 1969-12-31T00:00:00Z"})
    void aligns_to_utc(String period, Instant instant, Instant start) {
        assertThat(grid(period, ZoneOffset.UTC).floor(instant)).isEqualTo(start);
    }

    @ParameterizedTest
    @CsvSource({
            // The clock goes from 02:00 to 03:00 at 01:00Z on 29 March, and from 03:00 to 02:00 on 25 October.
            "P1D, 2026-03-28T23:00:00Z, 23", "P1D, 2026-10-24T22:00:00Z, 25", "P1D, 2026-07-01T22:00:00Z, 24",
            "P1W, 2026-03-22T23:00:00Z, 167", "P1W, 2026-10-18T22:00:00Z, 169", "P1M, 2026-02-28T23:00:00Z, 743",
            "P1M, 2026-09-30T22:00:00Z, 745", "PT6H, 2026-03-28T23:00:00Z, 5", "PT6H, 2026-10-24T22:00:00Z, 7",
            "PT12H, 2026-10-24T22:00:00Z, 13", "PT6H, 2026-10-25T05:00:00Z, 6"})
    void keeps_local_midnight_across_a_clock_change(String period, Instant start, int hours) {
        BucketGrid grid = grid(period, BERLIN);

        assertThat(grid.floor(start)).isEqualTo(start);
        assertThat(Duration.between(start, grid.next(start))).isEqualTo(Duration.ofHours(hours));
    }

    @Test
    void gives_an_hour_that_the_clock_shows_twice_two_buckets() {
        assertThat(starts("PT1H", "2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z")).containsExactly(
                "2026-10-24T23:00:00Z", "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z");
        assertThat(starts("PT2H", "2026-10-24T22:00:00Z", "2026-10-25T04:00:00Z")).containsExactly(
                "2026-10-24T22:00:00Z", "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T03:00:00Z");
    }

    @Test
    void gives_an_hour_that_the_clock_skips_none() {
        assertThat(starts("PT2H", "2026-03-28T23:00:00Z", "2026-03-29T04:00:00Z")).containsExactly(
                "2026-03-28T23:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo",
            "America/Havana", "Pacific/Apia", "UTC"})
    void puts_every_instant_of_a_year_into_exactly_one_bucket(String zone) {
        for (String period : List.of("PT5M", "PT45M", "PT1H", "PT3H", "PT12H", "P1D", "P1W", "P1M")) {
            BucketGrid grid = grid(period, ZoneId.of(zone));
            Instant start = grid.floor(Instant.parse("2026-01-01T00:00:00Z"));
            Instant end = Instant.parse("2027-01-01T00:00:00Z");
            while (start.isBefore(end)) {
                Instant next = grid.next(start);
                assertThat(next).as(period).isAfter(start);
                assertThat(grid.floor(start)).as(period).isEqualTo(start);
                assertThat(grid.floor(next.minusMillis(1))).as(period).isEqualTo(start);
                assertThat(grid.floor(start.plus(Duration.between(start, next).dividedBy(2)))).isEqualTo(start);
                start = next;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"PT7H", "PT0S", "PT-1H", "PT0.5S", "PT25H", "P2D", "P2M", "P1Y", "P1DT1H", "1h", "PT", "P",
            "PT99999999999999H"})
    void knows_no_other_periods(String period) {
        assertThat(BucketGrid.parse(period, ZoneOffset.UTC)).isEmpty();
    }

    @Test
    void cuts_bounds_at_both_ends_and_after_the_count() {
        BucketGrid grid = grid("PT1H", ZoneOffset.UTC);
        Instant from = Instant.parse("2026-01-01T00:30:00Z");

        assertThat(grid.bounds(from, Instant.parse("2026-01-01T02:15:00Z"), 10)).extracting(Instant::toString)
                .containsExactly("2026-01-01T00:30:00Z", "2026-01-01T01:00:00Z", "2026-01-01T02:00:00Z",
                        "2026-01-01T02:15:00Z");
        assertThat(grid.bounds(from, Instant.parse("2026-01-01T09:00:00Z"), 2)).extracting(Instant::toString)
                .containsExactly("2026-01-01T00:30:00Z", "2026-01-01T01:00:00Z", "2026-01-01T02:00:00Z");
        assertThat(grid.bounds(from, from.plusMillis(1), 5)).containsExactly(from, from.plusMillis(1));
    }

    private static List<String> starts(String period, String from, String to) {
        BucketGrid grid = grid(period, BERLIN);
        List<String> starts = new ArrayList<>();
        for (Instant start = grid.floor(Instant.parse(from)); start.isBefore(Instant.parse(to)); start = grid
                .next(start)) {
            starts.add(start.toString());
        }
        return starts;
    }

    private static BucketGrid grid(String period, ZoneId zone) {
        return BucketGrid.parse(period, zone).orElseThrow();
    }
}
