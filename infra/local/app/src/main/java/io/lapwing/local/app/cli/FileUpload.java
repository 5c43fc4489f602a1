package io.lapwing.local.app.cli;

import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.json.Json;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Sends a file of this machine to an instance: announced by its digest, then straight to the store of objects.
final class FileUpload {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofHours(1);

    private final RestClient rest;
    private final Meter meter;

    FileUpload(RestClient rest, Meter meter) {
        this.rest = rest;
        this.meter = meter;
    }

    /// Shows how far it is.
    interface Meter {
        void show(String what, long done, long total);
    }

    /// How the file is to be taken.
    record Wish(String purpose, String profile, boolean registersDevices) {}

    /// @return the file's id
    String send(Path file, Wish wish) {
        try {
            long size = Files.size(file);
            if (size == 0) {
                throw new CommandFailed(file + " is empty");
            }
            RestClient.Answer announced = rest.post("/v1/files",
                    new String(Json.write(announcement(file, size, wish)), StandardCharsets.UTF_8));
            if (!announced.isSuccess()) {
                throw new CommandFailed(file + " is not taken: " + announced.explanation());
            }
            put(file, size, announced);
            return String.valueOf(announced.fields().get("id"));
        } catch (NoSuchFileException e) {
            throw new CommandFailed(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new CommandFailed(file + " was not sent: " + e.getMessage(), e);
        }
    }

    private Map<String, Object> announcement(Path file, long size, Wish wish) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", String.valueOf(file.getFileName()));
        json.put("size", size);
        json.put("contentType", contentType(file));
        json.put("sha256", digest(file, size).hex());
        json.put("purpose", wish.purpose());
        json.put("profile", wish.profile());
        json.put("unknownDevices", wish.registersDevices() ? "register" : "refuse");
        return json;
    }

    /// By its name alone: what the file is shows its content.
    private static String contentType(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "csv", "tsv", "txt" -> "text/csv";
            case "ndjson", "jsonl", "json" -> "application/x-ndjson";
            case "gz" -> "application/gzip";
            case "zip" -> "application/zip";
            case "png" -> "image/png";
            case "jpg", "jpeg" -> "image/jpeg";
            case "webp" -> "image/webp";
            default -> "application/octet-stream";
        };
    }

    private Sha256 digest(Path file, long size) throws IOException {
        var digest = Sha256.digest();
        try (InputStream bytes = new DigestInputStream(
                UploadProgress.of(file, done -> meter.show("reading", done, size)), digest)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        return Sha256.of(digest);
    }

    private void put(Path file, long size, RestClient.Answer announced) throws IOException {
        Map<?, ?> upload = (Map<?, ?>) announced.fields().getOrDefault("upload", Map.of());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(String.valueOf(upload.get("url"))))
                .timeout(TIMEOUT).method(String.valueOf(upload.get("method")), body(file, size));
        if (upload.get("headers") instanceof Map<?, ?> headers) {
            headers.forEach((name, value) -> request.header(String.valueOf(name), String.valueOf(value)));
        }
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT).build()) {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new CommandFailed(file + " was not taken: " + response.statusCode() + " " + response.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted", e);
        }
    }

    private BodyPublisher body(Path file, long size) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> {
            try {
                return UploadProgress.of(file, done -> meter.show("sending", done, size));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }), size);
    }
}
