package io.lapwing.local.app.cli;

import io.lapwing.local.app.datadir.LocalIssuer;
import io.lapwing.local.chatemulator.Instance;
import io.lapwing.local.chatemulator.Webhook;
import io.lapwing.sharedmodel.device.TenantId;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// A process that can be reached over HTTP, with tokens of the local issuer.
final class LocalInstance implements Instance, AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /// As long as platforms wait, and longer than most of them.
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT).build();
    private final URI base;
    private final LocalIssuer issuer;
    private final TenantId tenant;

    LocalInstance(URI base, LocalIssuer issuer, TenantId tenant) {
        this.base = base;
        this.issuer = issuer;
        this.tenant = tenant;
    }

    @Override
    public Answer send(Webhook webhook) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(webhook.path())).timeout(TIMEOUT)
                .POST(HttpRequest.BodyPublishers.ofByteArray(webhook.body()));
        webhook.headers().forEach(request::header);
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new CommandFailed("nothing answers at " + base + "; is ./lapwing up running there?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted", e);
        }
    }

    @Override
    public Answer redeem(String code, String user, String role) {
        String token = issuer.issue(new LocalIssuer.Grant(tenant, Set.of(role), user), Instant.now(), TOKEN_LIFE);
        try (RestClient rest = new RestClient(base, token)) {
            RestClient.Answer answer = rest.post("/v1/me/chat-links", "{\"code\":\"" + code + "\"}");
            return new Answer(answer.status(), answer.isSuccess() ? "" : answer.explanation());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
