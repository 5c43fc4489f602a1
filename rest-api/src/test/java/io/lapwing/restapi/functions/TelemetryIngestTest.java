package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.http.ApiResponse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lapwing.restapi.functions.Answers.at;
import static io.lapwing.restapi.functions.Answers.golden;
import static io.lapwing.restapi.functions.Answers.shape;
import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class TelemetryIngestTest {
    private static final String PATH = "/v1/devices/pump-1/telemetry";

    private final Api api = new Api();

    @BeforeEach
    void register() {
        api.register(aDevice().build());
    }

    @Test
    void tells_what_of_a_message_was_refused() {
        ApiResponse answer = ingest("{\"a\":NaN,\"b\":1,\"c\":\"00123\",\"e\":1e400}");

        assertThat(shape(answer)).isEqualTo(golden("partly-taken.json"));
    }

    @Test
    void counts_a_message_that_was_taken_before_as_duplicate() {
        ingest("{\"ts\":1767225600000,\"mid\":\"m-1\",\"values\":{\"a\":1}}");

        assertThat(shape(ingest("{\"ts\":1767225600000,\"mid\":\"m-1\",\"values\":{\"a\":1}}")))
                .isEqualTo("{accepted=0, duplicate=1, rejected=[]}");
        assertThat(shape(ingest("{\"ts\":1767225600000,\"values\":{\"a\":1,\"b\":2}}")))
                .isEqualTo("{accepted=1, duplicate=1, rejected=[]}");
    }

    @Test
    void takes_the_id_of_a_cloud_event_as_message_id() {
        RequestBuilder event = api.operator().with("ce-id", "e-1").with("ce-source", "test").with("ce-type", "t")
                .with("ce-specversion", "1.0").withJson("{\"a\":1}");

        assertThat(at(event.post(PATH), "accepted")).isEqualTo(1L);
        assertThat(at(event.post(PATH), "duplicate")).isEqualTo(1L);
    }

    @Test
    void reads_cbor_and_senml() {
        byte[] cbor = {(byte) 0xa1, 0x61, 'a', 0x05};
        api.operator().withBody("application/cbor", cbor).post(PATH);
        api.operator().withBody("application/senml+json", "[{\"n\":\"b\",\"v\":2.5}]".getBytes(UTF_8)).post(PATH);

        assertThat(at(api.viewer().get(PATH + "/latest"), "values", "a", "value")).isEqualTo(5L);
        assertThat(String.valueOf(at(api.viewer().get(PATH + "/latest"), "values", "b", "value"))).isEqualTo("2.5");
        assertThat(api.operator().withBody("text/csv", cbor).post(PATH).status()).isEqualTo(415);
    }

    @Test
    void refuses_what_cannot_be_read_and_says_the_code() {
        ApiResponse malformed = ingest("{\"t\":");
        ApiResponse large = ingest("{\"t\":\"" + "x".repeat(131_072) + "\"}");

        assertThat(malformed.status()).isEqualTo(400);
        assertThat(text(malformed, "code")).isEqualTo("PAYLOAD_MALFORMED");
        assertThat(malformed.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(large.status()).isEqualTo(413);
        assertThat(text(large, "code")).isEqualTo("PAYLOAD_TOO_LARGE");
    }

    @Test
    void takes_a_devices_own_readings_by_its_access_token() {
        AccessToken token = api.register(aDevice().withId("pump-2").build());
        RequestBuilder device = api.anonymous().withBody("text/plain", "{\"a\":1}".getBytes(UTF_8));

        assertThat(device.post("/api/v1/" + token.value() + "/telemetry").status()).isEqualTo(200);
        assertThat(at(api.viewer().get("/v1/devices/pump-2/telemetry/latest"), "values", "a", "value")).isEqualTo(1L);
        ApiResponse unknown = device.post("/api/v1/someone-elses/telemetry");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.bodyText()).doesNotContain("someone-elses");
        assertThat(device.post("/api/v1/" + "x".repeat(300) + "/telemetry").status()).isEqualTo(401);
        assertThat(api.admin().get("/v1/audit").bodyText()).doesNotContain("someone-elses");
    }

    private ApiResponse ingest(String json) {
        return api.operator().withJson(json).post(PATH);
    }
}
