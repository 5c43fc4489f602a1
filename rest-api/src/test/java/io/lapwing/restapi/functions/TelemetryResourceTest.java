package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.http.ApiResponse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

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

class TelemetryResourceTest {
    private static final String PATH = "/v1/devices/pump-1/telemetry";

    private final Api api = new Api();

    @BeforeEach
    void register() {
        api.register(aDevice().build());
    }

    @Test
    void gives_back_every_value_in_its_type() {
        ingest("""
                {"ts":1767225600000,"seq":7,"values":{"c":"00123","d":9007199254740993,"e":21.5,"f":true,
                 "g":{"x":[1,2]},"temp°C":1,"日本":"🚰","min":-9223372036854775808}}""");
        ingest("{\"ts\":1767225540000,\"values\":{\"e\":20.25}}");

        assertThat(shape(api.viewer().get(PATH))).isEqualTo(golden("raw-readings.json"));
        assertThat(shape(api.viewer().get(PATH + "/latest?metrics=c,d,e"))).isEqualTo(golden("latest.json"));
        assertThat(api.viewer().get(PATH).bodyText()).contains("\"d\":9007199254740993,\"e\":21.5,");
    }

    @Test
    void reads_from_inclusive_to_exclusive_and_only_the_asked_metrics() {
        for (int i = 0; i < 5; i++) {
            ingestAt(T0.plusSeconds(i), i % 2 == 0 ? "{\"a\":" + i + "}" : "{\"b\":" + i + "}");
        }

        ApiResponse answer = api.viewer()
                .get(PATH + "?metrics=a&from=2026-01-01T00:00:00Z&to=2026-01-01T01:00:04%2B01:00");

        assertThat(column(answer, "ts")).containsExactly("2026-01-01T00:00:00.000Z", "2026-01-01T00:00:02.000Z");
        assertThat(api.viewer().get(PATH + "?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z").status())
                .isEqualTo(400);
        assertThat(List.of("yesterday", "1767225600000", "-99999-01-01T00:00:00Z", "+12345-01-01T00:00:00Z"))
                .allSatisfy(from -> assertThat(api.viewer().get(PATH + "?from=" + from).status()).isEqualTo(400));
    }

    @Test
    void reads_the_last_day_where_no_range_is_given() {
        ingestAt(T0.minus(Duration.ofHours(25)), "{\"a\":1}");
        ingestAt(T0.minus(Duration.ofHours(23)), "{\"a\":2}");
        ingestAt(T0, "{\"a\":3}");
        ingestAt(T0.plusSeconds(60), "{\"a\":4}");

        assertThat(column(api.viewer().get(PATH), "ts")).containsExactly("2025-12-31T01:00:00.000Z",
                "2026-01-01T00:00:00.000Z", "2026-01-01T00:01:00.000Z");
    }

    @Test
    void pages_of_readings_stay_stable_while_others_come_in() {
        for (int i = 0; i < 6; i++) {
            ingestAt(T0.plusSeconds(i), "{\"a\":1}");
        }
        ApiResponse first = api.viewer().get(PATH + "?limit=3");
        ingestAt(T0.minusSeconds(9), "{\"a\":1}");
        ingestAt(T0.plusMillis(3500), "{\"a\":1}");
        ApiResponse second = api.viewer().get(PATH + "?limit=9&cursor=" + text(first, "nextCursor"));

        assertThat(column(second, "ts")).containsExactly("2026-01-01T00:00:03.000Z", "2026-01-01T00:00:03.500Z",
                "2026-01-01T00:00:04.000Z", "2026-01-01T00:00:05.000Z");
        assertThat(at(second, "nextCursor")).isNull();
    }

    @Test
    void answers_an_empty_page_for_a_device_without_readings() {
        assertThat(shape(api.viewer().get(PATH + "?bucket=PT1H"))).isEqualTo("{items=[], nextCursor=null}");
        assertThat(shape(api.viewer().get(PATH))).isEqualTo("{items=[], nextCursor=null}");
        assertThat(shape(api.viewer().get(PATH + "/latest"))).isEqualTo("{values={}}");
        assertThat(api.viewer().get("/v1/devices/absent/telemetry").status()).isEqualTo(404);
        assertThat(api.viewer().get("/v1/devices/absent/telemetry/latest").status()).isEqualTo(404);
    }

    private void ingestAt(Instant ts, String values) {
        ApiResponse answer = ingest("{\"ts\":" + ts.toEpochMilli() + ",\"values\":" + values + "}");
        assertThat(answer.status()).as(answer.bodyText()).isEqualTo(200);
    }

    private ApiResponse ingest(String json) {
        return api.operator().withJson(json).post(PATH);
    }
}
