package io.lapwing.chatbot.charts;

import io.lapwing.chatbot.charts.TimeAxis.Mark;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TimeAxisTest {
    private static final String BERLIN = "Europe/Berlin";

    private static List<Mark> marks(String from, Duration length, String zone) {
        Instant start = Instant.parse(from);
        return TimeAxis.between(start, start.plus(length), ZoneId.of(zone), label -> label.length() / 80.0).marks();
    }

    private static List<String> labels(String from, Duration length, String zone) {
        return marks(from, length, zone).stream().map(Mark::label).toList();
    }

    @Test
    void names_full_hours_of_its_zone_and_the_days_they_are_of() {
        List<Mark> marks = marks("2026-01-01T11:20:00Z", Duration.ofHours(24), BERLIN);

        assertThat(marks).extracting(Mark::label).containsExactly("15:00", "18:00", "21:00", "00:00", "03:00", "06:00",
                "09:00", "12:00");
        assertThat(marks).extracting(Mark::date).containsExactly("2026-01-01", "", "", "2026-01-02", "", "", "", "");
        assertThat(labels("2026-01-01T11:20:00Z", Duration.ofHours(7), "Asia/Kathmandu")).containsExactly("18:00",
                "19:00", "20:00", "21:00", "22:00", "23:00", "00:00");
    }

    @Test
    void names_days_of_its_zone_by_their_midnights() {
        List<Mark> marks = marks("2026-03-27T12:00:00Z", Duration.ofDays(7), BERLIN);

        assertThat(marks).extracting(Mark::label).containsExactly("28", "29", "30", "31", "01", "02", "03");
        assertThat(marks).extracting(Mark::date).containsExactly("2026-03", "", "", "", "2026-04", "", "");
        assertThat(marks).extracting(Mark::at).startsWith(Instant.parse("2026-03-27T23:00:00Z"),
                Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-29T22:00:00Z"));
    }

    @Test
    void leaves_out_the_hour_that_a_spring_night_has_not() {
        List<Mark> hours = marks("2026-03-28T23:00:00Z", Duration.ofHours(6), BERLIN);

        assertThat(hours).extracting(Mark::label).containsExactly("00:00", "01:00", "03:00", "04:00", "05:00", "06:00",
                "07:00");
        assertThat(labels("2026-03-28T20:00:00Z", Duration.ofHours(24), BERLIN)).containsExactly("21:00", "00:00",
                "03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00");
    }

    @Test
    void shows_the_hour_twice_that_an_autumn_night_has_twice() {
        List<Mark> hours = marks("2026-10-24T22:00:00Z", Duration.ofHours(6), BERLIN);

        assertThat(hours).extracting(Mark::label).containsExactly("00:00", "01:00", "02:00", "02:00", "03:00", "04:00",
                "05:00");
        assertThat(hours.stream().map(mark -> Duration.between(hours.getFirst().at(), mark.at()).toHours()))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(labels("2026-10-24T19:00:00Z", Duration.ofHours(24), BERLIN)).containsExactly("21:00", "00:00",
                "03:00", "06:00", "09:00", "12:00", "15:00", "18:00");
    }

    @Test
    void begins_a_day_when_it_begins_where_clocks_jump_over_midnight() {
        List<Mark> days = marks("2026-09-04T12:00:00Z", Duration.ofDays(4), "America/Santiago");

        assertThat(days).extracting(Mark::at).contains(Instant.parse("2026-09-05T04:00:00Z"),
                Instant.parse("2026-09-06T04:00:00Z"), Instant.parse("2026-09-07T03:00:00Z"));
    }

    @Test
    void names_mondays_months_and_years() {
        assertThat(labels("2026-01-01T00:00:00Z", Duration.ofDays(45), "UTC")).containsExactly("05", "12", "19", "26",
                "02", "09");
        assertThat(labels("2026-01-15T00:00:00Z", Duration.ofDays(200), "UTC")).containsExactly("2026-02", "2026-03",
                "2026-04", "2026-05", "2026-06", "2026-07", "2026-08");
        assertThat(labels("2019-01-15T00:00:00Z", Duration.ofDays(2_500), "UTC")).containsExactly("2020", "2021",
                "2022", "2023", "2024", "2025");
    }

    @Test
    void names_minutes_seconds_and_less() {
        assertThat(labels("2026-01-01T11:20:10Z", Duration.ofMinutes(35), "UTC")).containsExactly("11:25", "11:30",
                "11:35", "11:40", "11:45", "11:50", "11:55");
        assertThat(labels("2026-01-01T11:20:11Z", Duration.ofSeconds(40), "UTC")).containsExactly("11:20:15",
                "11:20:20", "11:20:25", "11:20:30", "11:20:35", "11:20:40", "11:20:45", "11:20:50");
        assertThat(labels("2026-01-01T11:20:11Z", Duration.ofMillis(500), "UTC")).containsExactly("11:20:11.000",
                "11:20:11.100", "11:20:11.200", "11:20:11.300", "11:20:11.400", "11:20:11.500");
    }

    @ParameterizedTest
    @CsvSource({"PT0.000000001S", "PT0.001S", "PT0.05S", "PT3S", "PT59S", "PT7M", "PT1H", "PT5H", "PT25H", "PT80H",
            "P10D", "P31D", "P90D", "P400D", "P4000D", "P100000D", "P10000000D"})
    void has_a_few_marks_in_order_however_long_it_is(Duration length) {
        for (String zone : List.of("UTC", BERLIN, "Australia/Lord_Howe", "Asia/Kathmandu", "America/Santiago",
                "Pacific/Apia")) {
            Instant from = Instant.parse("2026-03-27T10:11:12.131415Z");
            TimeAxis axis = TimeAxis.between(from, from.plus(length), ZoneId.of(zone), label -> label.length() / 80.0);

            assertThat(axis.marks()).hasSizeLessThan(30).extracting(Mark::at).isSorted().doesNotHaveDuplicates()
                    .allSatisfy(at -> assertThat(axis.place(at)).isBetween(0.0, 1.0));
        }
    }
}
