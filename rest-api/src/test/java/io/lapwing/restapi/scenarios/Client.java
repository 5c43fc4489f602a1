package io.lapwing.restapi.scenarios;

import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.http.QueryString;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/// A client with a token, on any platform.
///
/// @param server what answers
/// @param headers that go with each request
public record Client(Function<ApiRequest, ApiResponse> server, Map<String, String> headers) {
    public Client {
        headers = Map.copyOf(headers);
    }

    public Client with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Client(server, more);
    }

    public Client withToken(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Answer get(String path) {
        return send("GET", path, null, new byte[0]);
    }

    public Answer send(String method, String path, String json) {
        return send(method, path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    public Answer post(String path, String json) {
        return send("POST", path, json);
    }

    public Answer send(String method, String path, @Nullable String contentType, byte[] body) {
        int end = path.indexOf('?');
        Map<String, List<String>> all = new TreeMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        if (contentType != null) {
            all.put("Content-Type", List.of(contentType));
        }
        return new Answer(server.apply(new ApiRequest(method, end < 0 ? path : path.substring(0, end),
                end < 0 ? Map.of() : QueryString.parse(path.substring(end + 1)), all, body, "192.0.2.7")));
    }

    /// That an answer is a problem of this kind.
    public static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.field("code")).isEqualTo(code);
    }

    /// What whoever asks too often is told.
    ///
    /// @param quota how often he may ask at once
    public void assertLimited(int quota) {
        List<Answer> answers = IntStream.range(0, quota + 3).mapToObj(_ -> get("/v1/me")).toList();

        assertThat(answers.subList(0, quota)).extracting(Answer::status).containsOnly(200);
        Answer refused = answers.getLast();
        assertProblem(refused, 429, "RATE_LIMITED");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        assertThat(refused.header("RateLimit")).contains("\"user\";r=0;t=");
        assertThat(refused.header("RateLimit-Policy")).contains("\"user\";q=" + quota + ";w=");
    }

    /// What came back.
    public record Answer(ApiResponse response) {
        public int status() {
            return response.status();
        }

        /// A header, whatever case it came in; empty where it is not there.
        public String header(String name) {
            Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            byName.putAll(response.headers());
            return byName.getOrDefault(name, "");
        }

        public String body() {
            return response.bodyText();
        }

        /// A field of the body that is there.
        public Object field(String name) {
            return Objects.requireNonNull(json().get(name), body());
        }

        public @Nullable Object optional(String name) {
            return json().get(name);
        }

        /// One field of each item of a list.
        public List<String> column(String name) {
            return ((List<?>) field("items")).stream().map(item -> String.valueOf(((Map<?, ?>) item).get(name)))
                    .toList();
        }

        private Map<?, ?> json() {
            try {
                return (Map<?, ?>) Objects.requireNonNull(Json.read(response.body()), body());
            } catch (MalformedJson e) {
                throw new AssertionError(status() + " " + body(), e);
            }
        }

        @Override
        public String toString() {
            return status() + " " + response.headers() + " " + body();
        }
    }
}
