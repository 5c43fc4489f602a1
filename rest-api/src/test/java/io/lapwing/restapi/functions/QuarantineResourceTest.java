package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lapwing.restapi.functions.Answers.at;
import static io.lapwing.restapi.functions.Answers.column;
import static io.lapwing.restapi.functions.Answers.golden;
import static io.lapwing.restapi.functions.Answers.header;
import static io.lapwing.restapi.functions.Answers.shape;
import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static org.assertj.core.api.Assertions.assertThat;

class QuarantineResourceTest {
    private static final String TELEMETRY = "/v1/devices/pump-1/telemetry";
    private static final String CORRECTED = "{\"payload\":{\"t\":21.5}}";

    private final Api api = new Api();

    @BeforeEach
    void register() {
        api.register(aDevice().build());
    }

    @Test
    void shows_what_could_not_be_taken() {
        String id = quarantined("{\"t\":");
        ApiResponse whole = api.admin().get("/v1/quarantine/" + id);

        assertThat(shape(whole)).isEqualTo(golden("quarantined-message.json"));
        assertThat(column(api.admin().get("/v1/quarantine"), "id")).containsExactly(id);
        assertThat(api.admin().with("If-None-Match", header(whole, "ETag")).get("/v1/quarantine/" + id).status())
                .isEqualTo(304);
        quarantined("{\"t\":");
        assertThat(at(api.admin().get("/v1/quarantine/" + id), "occurrences")).isEqualTo(2L);
    }

    @Test
    void lists_the_newest_first() {
        String older = quarantined("{\"t\":");
        api.clock.advance(Duration.ofSeconds(1));
        String newer = quarantined("{\"u\":");

        ApiResponse first = api.admin().get("/v1/quarantine?limit=1");
        ApiResponse second = api.admin().get("/v1/quarantine?limit=1&cursor=" + text(first, "nextCursor"));

        assertThat(column(first, "id")).containsExactly(newer);
        assertThat(column(second, "id")).containsExactly(older);
    }

    @Test
    void replays_a_corrected_payload_once_as_of_its_time_of_receipt() {
        String id = quarantined("{\"t\":");
        api.clock.advance(Duration.ofMinutes(5));

        ApiResponse replayed = api.admin().withJson(CORRECTED).post(replayOf(id));
        ApiResponse again = api.admin().withJson(CORRECTED).post(replayOf(id));

        assertThat(shape(replayed)).isEqualTo(golden("replayed-message.json"));
        assertThat(at(api.viewer().get(TELEMETRY + "/latest"), "values", "t", "ts"))
                .isEqualTo("2026-01-01T00:00:00.000Z");
        assertThat(again.status()).isEqualTo(409);
        assertThat(text(again, "code")).isEqualTo("ALREADY_REPLAYED");
    }

    @Test
    void takes_a_corrected_payload_as_bytes() {
        String id = quarantined("{\"t\":");

        ApiResponse replayed = api.admin()
                .withJson("{\"payloadBase64\":\"oWFhBQ==\",\"contentType\":\"application/cbor\"}")
                .post(replayOf(id));

        assertThat(replayed.status()).as(replayed.bodyText()).isEqualTo(200);
        assertThat(at(api.viewer().get(TELEMETRY + "/latest"), "values", "a", "value")).isEqualTo(5L);
    }

    @Test
    void keeps_a_message_that_is_refused_again() {
        String id = quarantined("{\"t\":");

        ApiResponse refused = api.admin().post(replayOf(id));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(text(refused, "code")).isEqualTo("PAYLOAD_MALFORMED");
        assertThat(at(api.admin().get("/v1/quarantine/" + id), "state")).isEqualTo("QUARANTINED");
        assertThat(column(api.admin().get("/v1/quarantine"), "id")).containsExactly(id);
    }

    @Test
    void cannot_replay_what_was_too_large_to_be_kept_without_a_correction() {
        String id = quarantined("{\"t\":\"" + "x".repeat(131_072) + "\"}");

        assertThat(at(api.admin().get("/v1/quarantine/" + id), "payloadBase64")).isNull();
        assertThat(text(api.admin().post(replayOf(id)), "code")).isEqualTo("PAYLOAD_MISSING");
        assertThat(api.admin().withJson(CORRECTED).post(replayOf(id)).status()).isEqualTo(200);
    }

    @Test
    void refuses_corrections_that_mean_nothing() {
        String id = quarantined("{\"t\":");

        assertThat(List.of("[]", "{\"payload\":5}", "{\"payloadBase64\":\"?\"}", "{\"payloadBase64\":5}",
                "{\"payload\":{},\"payloadBase64\":\"e30=\"}", "{\"contentType\":\"application/cbor\"}",
                "{\"body\":{}}")).allSatisfy(
                        body -> assertThat(api.admin().withJson(body)
                                .post(replayOf(id)).status()).as(body).isEqualTo(400));
    }

    @Test
    void lets_one_of_many_replays_at_once_take_effect() {
        String id = quarantined("{\"t\":");

        List<Integer> statuses = Racing.race(20, number -> api.admin()
                .withJson("{\"payload\":{\"t\":" + number + "}}").post(replayOf(id)).status());

        assertThat(statuses).containsOnlyOnce(200);
        assertThat(statuses).containsOnly(200, 409);
        assertThat(column(api.viewer().get(TELEMETRY), "ts")).hasSize(1);
    }

    @Test
    void knows_no_message_of_another_tenant() {
        String id = quarantined("{\"t\":");
        RequestBuilder other = api.anonymous().withToken(new TokenBuilder().of("other").withRoles("admin").rs256());

        assertThat(other.get("/v1/quarantine/" + id).status()).isEqualTo(404);
        assertThat(other.post(replayOf(id)).status()).isEqualTo(404);
        assertThat(column(other.get("/v1/quarantine"), "id")).isEmpty();
        assertThat(api.admin().get("/v1/quarantine/Q-1").status()).isEqualTo(404);
    }

    private static String replayOf(String id) {
        return "/v1/quarantine/" + id + ":replay";
    }

    private String quarantined(String payload) {
        assertThat(api.operator().withJson(payload).post(TELEMETRY).status()).isIn(400, 413);
        return text(api.admin().get("/v1/quarantine"), "items", 0, "id");
    }
}
