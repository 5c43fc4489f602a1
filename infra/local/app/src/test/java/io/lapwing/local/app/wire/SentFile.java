package io.lapwing.local.app.wire;

import io.lapwing.sharedmodel.fixtures.Eventually;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// A file that was announced to a site.
record SentFile(Site site, String id, Map<?, ?> upload) {

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> FINAL = List.of("COMPLETED", "QUARANTINED", "FAILED");

    /// @param more further fields of the announcement, each after a comma
    static SentFile announce(Site site, String name, long size, String more) {
        HttpResponse<String> announced = site.post("/v1/files",
                "{\"name\":\"%s\",\"size\":%d,\"contentType\":\"text/csv\",\"purpose\":\"telemetry\"%s}".formatted(name,
                        size, more));
        assertThat(announced.statusCode()).as(announced.body()).isEqualTo(201);
        Map<?, ?> json = json(announced.body());
        return new SentFile(site, String.valueOf(json.get("id")), part(json, "upload"));
    }

    static SentFile send(Site site, String name, byte[] bytes, String more) {
        SentFile file = announce(site, name, bytes.length, more);
        assertThat(file.put(bytes)).isEqualTo(201);
        return file;
    }

    static SentFile send(Site site, String name, String text) {
        return send(site, name, text.getBytes(StandardCharsets.UTF_8), "");
    }

    /// @return the status of the answer
    int put(byte[] bytes) {
        return put(bytes, String.valueOf(upload.get("url")), "text/csv");
    }

    int put(byte[] bytes, String url, String contentType) {
        return answer(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", contentType)
                .PUT(BodyPublishers.ofByteArray(bytes))).statusCode();
    }

    static HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Map<?, ?> now() {
        HttpResponse<String> file = site.get("/v1/files/" + id);
        assertThat(file.statusCode()).as(file.body()).isEqualTo(200);
        return json(file.body());
    }

    /// What became of it, once that is final.
    Map<?, ?> awaitEnd() {
        Eventually.within(PATIENCE, () -> assertThat(now().get("state")).isIn(FINAL));
        return now();
    }

    /// Loaded, known before and rejected.
    static List<Long> rows(Map<?, ?> file) {
        Map<?, ?> report = part(file, "report");
        return Stream.of("rowsLoaded", "rowsDuplicate", "rowsRejected").map(name -> number(report, name)).toList();
    }

    static String rejects(Map<?, ?> file) {
        return answer(HttpRequest.newBuilder(URI.create(String.valueOf(part(file, "report").get("rejectsUrl")))))
                .body();
    }

    long rowsRead() {
        return number(part(now(), "progress"), "rowsRead");
    }

    static Map<?, ?> part(Map<?, ?> json, String name) {
        if (json.get(name) instanceof Map<?, ?> part) {
            return part;
        }
        throw new AssertionError("no " + name + " in " + json);
    }

    private static long number(Map<?, ?> json, String name) {
        if (json.get(name) instanceof Long number) {
            return number;
        }
        throw new AssertionError("no " + name + " in " + json);
    }

    static Map<?, ?> json(String text) {
        try {
            if (Json.read(text.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> json) {
                return json;
            }
            throw new AssertionError(text);
        } catch (MalformedJson e) {
            throw new AssertionError(text, e);
        }
    }
}
