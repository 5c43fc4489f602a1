package io.lapwing.aws.restapi;

import io.lapwing.aws.runtime.http.ApiGatewayTrigger;
import io.lapwing.aws.runtime.http.GatewayReply;
import io.lapwing.aws.runtime.http.StackTraces;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.aws.restapi.GatewayEventBuilder.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/// The envelope alone: what of a request comes to the function, and what of its answer to the client.
class ApiGatewayTriggerTest {

    private static final int MAX_BODY = 1 << 20;

    private final List<ApiRequest> requests = new ArrayList<>();
    private Function<ApiRequest, ApiResponse> function = _ -> response(200, "{}");

    private GatewayAnswer send(GatewayEventBuilder event) {
        return send(event.build());
    }

    private GatewayAnswer send(byte[] event) {
        ApiGatewayTrigger trigger = new ApiGatewayTrigger("api", request -> {
            requests.add(request);
            return function.apply(request);
        }, MAX_BODY);
        return GatewayAnswer.read(trigger.apply(event));
    }

    private ApiRequest received(GatewayEventBuilder event) {
        assertThat(send(event).status()).isEqualTo(200);
        return requests.getLast();
    }

    private static ApiResponse response(int status, String body) {
        return new ApiResponse(status, Map.of("Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void hands_over_a_request_as_the_client_sent_it() {
        ApiRequest request = received(aRequest("POST", "/v1/devices").query("a=1").header("Accept", "a/b, c/d")
                .cookies("x=1", "y=2").json("{\"id\":\"pümp\"}"));

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1/devices");
        assertThat(request.query()).isEqualTo(Map.of("a", List.of("1")));
        assertThat(request.header("accept")).contains("a/b, c/d");
        assertThat(request.header("cookie")).contains("x=1; y=2");
        assertThat(request.bodyText()).isEqualTo("{\"id\":\"pümp\"}");
        assertThat(request.remoteAddress()).as("not what a header says").isEqualTo("192.0.2.7");
    }

    @Test
    void keeps_every_value_of_a_parameter_and_decodes_it() {
        ApiRequest request = received(aRequest().query("metrics=b+c&metrics=a%2Bb&q=%C3%BC&empty"));

        assertThat(request.query()).isEqualTo(Map.of("metrics", List.of("b c", "a+b"), "q", List.of("ü"), "empty",
                List.of("")));
    }

    @Test
    void refuses_a_query_that_is_not_percent_encoded() {
        GatewayAnswer answer = send(aRequest().query("a=%zz"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("code")).isEqualTo("MALFORMED_QUERY");
        assertThat(requests).isEmpty();
    }

    @Test
    void hands_over_bytes_as_they_were_sent() {
        byte[] bytes = {(byte) 0xa1, 0x61, 0x74, (byte) 0xff, 0};

        assertThat(received(aRequest("POST", "/x").bytes("application/cbor", bytes)).body()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource(value = {
            "$default | /v1/devices       | /v1/devices",
            "prod     | /prod/v1/devices  | /v1/devices",
            "prod     | /prod             | /",
            "prod     | /production/x     | /production/x",
            "prod     | /v1/prod/x        | /v1/prod/x",
            "$default | /v1/devices/a:b.c | /v1/devices/a:b.c",
            "$default | /v1/devices/a b?c | /v1/devices/a%20b%3Fc",
            "$default | /v1/devices/ü%    | /v1/devices/%C3%BC%25"}, delimiter = '|')
    void makes_of_what_an_HTTP_API_has_decoded_the_path_that_was_asked_for(String stage, String raw, String expected) {
        assertThat(received(aRequest("GET", raw).stage(stage)).path()).isEqualTo(expected);
    }

    @Test
    void leaves_the_path_of_a_function_URL_as_it_is() {
        assertThat(received(aRequest("GET", "/v1/devices/a%2Fb%20c").ofFunctionUrl()).path())
                .isEqualTo("/v1/devices/a%2Fb%20c");
    }

    @Test
    void takes_a_body_of_one_MiB_and_no_larger_one() {
        byte[] largest = new byte[MAX_BODY];

        assertThat(received(aRequest("POST", "/x").bytes("a/b", largest)).bodySize()).isEqualTo(MAX_BODY);
        GatewayAnswer refused = send(aRequest("POST", "/x").bytes("a/b", Arrays.copyOf(largest, MAX_BODY + 1)));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.json().get("code")).isEqualTo("BODY_TOO_LARGE");
        assertThat(requests).hasSize(1);
    }

    @Test
    void answers_text_as_text() {
        function = _ -> response(201, "{\"name\":\"日本 🚰\"}").withHeader("ETag", "\"1\"");

        GatewayAnswer answer = send(aRequest());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("etag")).isEqualTo("\"1\"");
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.base64()).isFalse();
        assertThat(answer.json().get("name")).isEqualTo("日本 🚰");
    }

    @Test
    void answers_bytes_in_base64() {
        byte[] bytes = {(byte) 0x89, 'P', 'N', 'G', (byte) 0xff, 0};
        function = _ -> new ApiResponse(200, Map.of("Content-Type", "image/png"), bytes);

        GatewayAnswer answer = send(aRequest());

        assertThat(answer.base64()).isTrue();
        assertThat(answer.body()).isEqualTo(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void answers_without_a_body_where_HTTP_allows_none(int status) {
        function = _ -> response(status, "never sent");

        assertThat(send(aRequest()).body()).isNull();
        assertThat(send(aRequest()).status()).isEqualTo(status);
    }

    @Test
    void answers_HEAD_without_a_body() {
        GatewayAnswer answer = send(aRequest("HEAD", "/healthz"));

        assertThat(answer.body()).isNull();
        assertThat(requests.getLast().method()).isEqualTo("HEAD");
    }

    @Test
    void says_what_to_do_when_an_answer_is_larger_than_Lambda_passes_on() {
        function = _ -> response(200, "x".repeat(GatewayReply.MAX_BYTES));

        GatewayAnswer answer = send(aRequest());

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().get("code")).isEqualTo("ANSWER_TOO_LARGE");
    }

    @Test
    void answers_a_fault_of_the_function_with_a_problem_that_tells_nothing() {
        function = _ -> {
            throw new IllegalStateException("secret");
        };

        GatewayAnswer answer = send(aRequest());

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().get("code")).isEqualTo("INTERNAL");
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void logs_where_a_fault_came_from_and_not_what_was_sent() {
        IllegalStateException fault = new IllegalStateException("payload 1", new IllegalArgumentException("payload 2"));

        assertThat(StackTraces.of(fault)).contains("java.lang.IllegalStateException", "caused by "
                + "java.lang.IllegalArgumentException", getClass().getName()).doesNotContain("payload");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "null", "{\"Records\":[]}", "{\"version\":\"1.0\",\"path\":\"/\"}",
            "{\"version\":\"2.0\"}", "{\"version\":\"2.0\",\"rawPath\":\"/\",\"requestContext\":{\"http\":1}}"})
    void refuses_an_event_of_another_kind(String event) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> send(event.getBytes(StandardCharsets.UTF_8)))
                .withMessageStartingWith("not an HTTP request of a function URL or an HTTP API, payload format 2.0: ");
        assertThat(requests).isEmpty();
    }

    @Test
    void refuses_an_event_whose_body_is_not_what_it_says() {
        byte[] event = aRequest("POST", "/x").bytes("a/b", new byte[3]).toString().replace("AAAA", "A=A%")
                .getBytes(StandardCharsets.UTF_8);

        assertThatIllegalArgumentException().isThrownBy(() -> send(event)).withMessageEndingWith("not base64");
    }
}
