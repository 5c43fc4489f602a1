package io.lapwing.local.app.http;

import io.lapwing.sharedmodel.fixtures.Eventually;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.server.WebServer;

import static org.assertj.core.api.Assertions.assertThat;

/// A real server on a free port, with a function behind it that keeps what it was asked.
class ApiServletTest {

    private static final int MEBIBYTE = 1 << 20;

    private final AtomicReference<@Nullable ApiRequest> asked = new AtomicReference<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HttpClient client = HttpClient.newHttpClient();
    private ApiResponse answer = new ApiResponse(200, Map.of("Content-Type", "text/plain", "ETag", "\"1\""),
            "ok".getBytes(StandardCharsets.UTF_8));
    private final WebServer server;

    ApiServletTest(@TempDir Path folder) {
        server = HttpListener.at(InetAddress.getLoopbackAddress(), 0, folder).getWebServer(
                context -> context.addServlet("api", new ApiServlet(this::api, meters)).addMapping("/*"));
    }

    private ApiResponse api(ApiRequest request) {
        asked.set(request);
        if (request.path().equals("/fails")) {
            throw new IllegalStateException("on purpose");
        }
        return answer;
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
        client.close();
    }

    @Test
    void hands_the_whole_request_to_the_function() throws Exception {
        send(request("/v1/devices/a%2Fb?q=K%C3%BChl+1&q=2&flag").header("X-Some", "1").header("x-some", "2")
                .method("PATCH", BodyPublishers.ofString("{\"ä\":1}")));

        ApiRequest request = asked();
        assertThat(request.method()).isEqualTo("PATCH");
        assertThat(request.path()).isEqualTo("/v1/devices/a%2Fb");
        assertThat(request.query()).containsOnly(Map.entry("q", List.of("Kühl 1", "2")),
                Map.entry("flag", List.of("")));
        assertThat(request.header("x-some")).contains("1");
        assertThat(request.bodyText()).isEqualTo("{\"ä\":1}");
        assertThat(request.remoteAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void leaves_the_body_of_a_form_to_the_function() throws Exception {
        send(request("/x?a=1").header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("b=2")));

        assertThat(asked().bodyText()).isEqualTo("b=2");
        assertThat(asked().query()).containsOnlyKeys("a");
    }

    @Test
    void answers_what_the_function_answers() throws Exception {
        HttpResponse<String> response = send(request("/"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(response.headers().firstValue("Content-Length")).contains("2");
        assertThat(response.headers().firstValue("Server")).isEmpty();
        assertThat(response.body()).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void sends_no_body_where_there_cannot_be_one(int status) throws Exception {
        answer = new ApiResponse(status, Map.of("ETag", "\"1\""), new byte[0]);

        HttpResponse<String> response = send(request("/"));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(response.headers().firstValue("Content-Length")).isEmpty();
    }

    @Test
    void takes_a_body_of_one_mebibyte() throws Exception {
        assertThat(send(request("/").POST(BodyPublishers.ofByteArray(new byte[MEBIBYTE]))).statusCode())
                .isEqualTo(200);
        assertThat(asked().bodySize()).isEqualTo(MEBIBYTE);
    }

    @Test
    void refuses_a_larger_body_by_its_announced_length() throws Exception {
        HttpResponse<String> response = send(
                request("/").POST(BodyPublishers.ofByteArray(new byte[MEBIBYTE + 1])));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("\"code\":\"BODY_TOO_LARGE\"", "\"traceId\":\"");
        assertThat(asked.get()).isNull();
    }

    @Test
    void refuses_a_larger_body_that_announces_no_length() throws Exception {
        var chunked = BodyPublishers.ofByteArrays(IntStream.range(0, 17).mapToObj(_ -> new byte[1 << 16]).toList());

        assertThat(send(request("/").POST(chunked)).statusCode()).isEqualTo(413);
        assertThat(asked.get()).isNull();
    }

    @Test
    void answers_a_failure_with_a_problem_that_tells_nothing() throws Exception {
        HttpResponse<String> response = send(request("/fails"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"INTERNAL\"", "\"traceId\":\"").doesNotContain("on purpose");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /?q=%zz HTTP/1.1", "GET /?q=<> HTTP/1.1", "GET /%00 HTTP/1.1"})
    void answers_what_is_no_request_with_a_problem(String line) throws Exception {
        String response = raw(line);

        assertThat(response).startsWith("HTTP/1.1 400 ").contains("application/problem+json", "\"traceId\":\"")
                .doesNotContain("<html");
    }

    @Test
    void measures_requests_by_their_status() throws Exception {
        send(request("/"));
        send(request("/fails"));

        // The client has its answer before the server has measured it.
        Eventually.within(Duration.ofSeconds(10), () -> {
            assertThat(meters.timer("lapwing.http.requests", "status", "200").count()).isEqualTo(1);
            assertThat(meters.timer("lapwing.http.requests", "status", "500").count()).isEqualTo(1);
        });
    }

    private ApiRequest asked() {
        return Objects.requireNonNull(asked.get());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + path))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String raw(String line) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((line + "\r\nHost: x\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
