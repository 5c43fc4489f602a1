package io.lapwing.loadtests.chat;

import io.lapwing.local.chatemulator.Instance;
import io.lapwing.local.chatemulator.Webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// The process that is measured, as a platform reaches it.
final class Webhooks implements Instance, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT).build();
    private final URI server;
    private final String token;

    /// @param token of the user whom accounts are linked with
    Webhooks(int httpPort, String token) {
        this.server = URI.create("http://127.0.0.1:" + httpPort);
        this.token = token;
    }

    @Override
    public Answer send(Webhook webhook) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(webhook.path()))
                .POST(BodyPublishers.ofByteArray(webhook.body()));
        webhook.headers().forEach(request::header);
        return send(request);
    }

    @Override
    public Answer redeem(String code, String user, String role) {
        return send(HttpRequest.newBuilder(server.resolve("/v1/me/chat-links"))
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"code\":\"" + code + "\"}")));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
