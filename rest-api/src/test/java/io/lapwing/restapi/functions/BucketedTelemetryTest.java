package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.http.ApiResponse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lapwing.restapi.functions.Answers.at;
import static io.lapwing.restapi.functions.Answers.column;
import static io.lapwing.restapi.functions.Answers.golden;
import static io.lapwing.restapi.functions.Answers.shape;
import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static org.assertj.core.api.Assertions.assertThat;

class BucketedTelemetryTest {
    private static final String PATH = "/v1/devices/pump-1/telemetry";

    private final Api api = new Api();

    @BeforeEach
    void register() {
        api.register(aDevice().build());
    }

    @Test
    void sums_values_up_in_buckets() {
        ingestAt(T0, "{\"temperature\":20,\"state\":\"on\"}");
        ingestAt(T0.plusSeconds(1800), "{\"temperature\":23}");
        ingestAt(T0.plusSeconds(3600), "{\"temperature\":21.5}");

        ApiResponse answer = api.viewer().get(PATH + "?bucket=PT1H&agg=avg,min,max,sum,count,first,last"
                + "&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z");

        assertThat(shape(answer)).isEqualTo(golden("buckets.json"));
    }

    @Test
    void cuts_the_outer_buckets_where_the_range_is_cut() {
        ingestAt(T0.plusSeconds(60), "{\"a\":1}");
        ingestAt(T0.plusSeconds(1900), "{\"a\":2}");
        ingestAt(T0.plusSeconds(3700), "{\"a\":4}");

        ApiResponse answer = api.viewer()
                .get(PATH + "?bucket=PT1H&agg=sum&from=2026-01-01T00:30:00Z&to=2026-01-01T01:01:00Z");

        assertThat(column(answer, "from")).containsExactly("2026-01-01T00:00:00.000Z");
        assertThat(at(answer, "items", 0, "values", "a", "sum")).isEqualTo(2L);
    }

    @Test
    void skips_empty_years_without_an_empty_page() {
        ingestAt(Instant.parse("2001-03-01T00:00:00Z"), "{\"a\":1}");
        ingestAt(Instant.parse("2011-03-01T00:00:00Z"), "{\"a\":2,\"text\":\"x\"}");
        ingestAt(Instant.parse("2021-03-01T00:00:00Z"), "{\"a\":3}");

        String query = PATH + "?bucket=PT1S&agg=last&limit=2&from=2000-01-01T00:00:00Z";
        ApiResponse first = api.viewer().get(query);
        ApiResponse second = api.viewer().get(query + "&cursor=" + text(first, "nextCursor"));

        assertThat(column(first, "from")).containsExactly("2001-03-01T00:00:00.000Z", "2011-03-01T00:00:00.000Z");
        assertThat(column(second, "from")).containsExactly("2021-03-01T00:00:00.000Z");
        assertThat(at(second, "nextCursor")).isNull();
    }

    @Test
    void pages_of_buckets_lose_and_double_none() {
        for (int i = 0; i < 100; i++) {
            ingestAt(T0.minusSeconds(600L * i), "{\"a\":" + i + "}");
        }
        List<@Nullable Object> all = column(api.viewer().get(PATH + "?bucket=PT10M&limit=200"), "from");
        List<@Nullable Object> paged = new ArrayList<>();
        Object cursor = "";
        while (cursor != null) {
            ApiResponse page = api.viewer()
                    .get(PATH + "?bucket=PT10M&limit=7" + (cursor.equals("") ? "" : "&cursor=" + cursor));
            paged.addAll(column(page, "from"));
            cursor = at(page, "nextCursor");
        }

        assertThat(all).hasSize(100);
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void aligns_days_to_the_local_midnight_across_a_clock_change() {
        for (Instant hour = Instant.parse("2026-03-27T23:00:00Z"); hour
                .isBefore(Instant.parse("2026-03-30T22:00:00Z")); hour = hour.plus(Duration.ofHours(1))) {
            ingestAt(hour, "{\"a\":1}");
        }

        ApiResponse answer = api.viewer().get(PATH + "?bucket=P1D&zone=Europe/Berlin&agg=count"
                + "&from=2026-03-27T23:00:00Z&to=2026-03-30T22:00:00Z");

        assertThat(column(answer, "from")).containsExactly("2026-03-27T23:00:00.000Z", "2026-03-28T23:00:00.000Z",
                "2026-03-29T22:00:00.000Z");
        assertThat(column(answer, "values")).extracting(String::valueOf).containsExactly("{a={count=24}}",
                "{a={count=23}}", "{a={count=24}}");
    }

    @Test
    void refuses_buckets_aggregates_and_zones_that_do_not_exist() {
        assertThat(List.of("bucket=PT7H", "bucket=P2D", "bucket=PT0S", "bucket=PT0.5S", "bucket=x",
                "bucket=PT1H&agg=median", "bucket=PT1H&zone=Mars/Olympus", "metrics=")).allSatisfy(
                        query -> assertThat(api.viewer().get(PATH + "?" + query).status()).as(query).isEqualTo(400));
    }

    private void ingestAt(Instant ts, String values) {
        ApiResponse answer = ingest("{\"ts\":" + ts.toEpochMilli() + ",\"values\":" + values + "}");
        assertThat(answer.status()).as(answer.bodyText()).isEqualTo(200);
    }

    private ApiResponse ingest(String json) {
        return api.operator().withJson(json).post(PATH);
    }
}
