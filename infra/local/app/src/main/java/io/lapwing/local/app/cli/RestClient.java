package io.lapwing.local.app.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;

import com.nimbusds.jose.util.JSONObjectUtils;

/// Calls the REST interface for a command.
final class RestClient implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int MAX_WAITS = 20;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT).build();
    private final URI base;
    private final String token;

    RestClient(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /// An answer, whatever its status; its fields are empty where the body is no JSON object.
    record Answer(int status, Map<String, Object> fields) {

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /// What a person is told of an answer that says no.
        String explanation() {
            Object detail = fields.getOrDefault("detail", fields.get("title"));
            return status + (detail == null ? "" : " " + detail);
        }
    }

    /// Posts, and once more as often as it is told to come back later.
    Answer post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)).build());
    }

    /// Gets, and once more as often as it is told to come back later.
    Answer get(String path) {
        return send(request(path).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            for (int i = 0; i < MAX_WAITS && response.statusCode() == TOO_MANY_REQUESTS; i++) {
                Thread.sleep(Duration.ofSeconds(response.headers().firstValueAsLong("Retry-After").orElse(1)));
                response = client.send(request, HttpResponse.BodyHandlers.ofString());
            }
            return new Answer(response.statusCode(), fields(response.body()));
        } catch (IOException e) {
            throw new CommandFailed("nothing answers at " + base + "; is ./lapwing up running there?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted", e);
        }
    }

    private static Map<String, Object> fields(String body) {
        try {
            return JSONObjectUtils.parse(body);
        } catch (ParseException e) {
            return Map.of();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
