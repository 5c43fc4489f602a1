package io.lapwing.local.app;

import io.lapwing.local.app.datadir.RunFile;
import io.lapwing.local.chatemulator.Instance;
import io.lapwing.local.chatemulator.Secrets;
import io.lapwing.local.chatemulator.Webhook;
import io.lapwing.sharedmodel.chat.Channel;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Two processes on one database, between which a platform's requests are dealt out in turn. What one of them does not
/// take, the other one is sent, as platforms send again what was not taken.
final class PairedInstances implements Instance, AutoCloseable {
    static final String TENANT = "acme";

    private static final Answer NOBODY = new Answer(503, "nobody answers");
    private static final int SERVER_ERROR = 500;
    /// Together longer than the lease of what a killed process was about to put into the queue.
    private static final int MAX_ATTEMPTS = 40;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final LapwingProcess first;
    private final LapwingProcess second;
    private final AtomicInteger turn = new AtomicInteger();

    private PairedInstances(LapwingProcess first, LapwingProcess second) {
        this.first = first;
        this.second = second;
    }

    static PairedInstances start(Path folder, Channel channel, Secrets secrets) {
        LapwingProcess first = LapwingProcess.on(folder.resolve("first"));
        secrets.environment(channel).forEach(first::withEnvironment);
        first.start();
        RunFile.Database database = RunFile.read(first.dataDir()).orElseThrow().database();
        LapwingProcess second = LapwingProcess.on(folder.resolve("second"))
                .withEnvironment("LAPWING_DATABASE_URL", database.url())
                .withEnvironment("LAPWING_DATABASE_USER", database.user())
                .withEnvironment("LAPWING_DATABASE_PASSWORD", database.password())
                .with("--issuer-file", first.dataDir().resolve("issuer.json").toString());
        secrets.environment(channel).forEach(second::withEnvironment);
        return new PairedInstances(first, second.start());
    }

    /// The one with the database.
    LapwingProcess first() {
        return first;
    }

    /// The one that can be killed.
    LapwingProcess second() {
        return second;
    }

    @Override
    public Answer send(Webhook webhook) {
        Answer answer = NOBODY;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            try {
                answer = send(webhook, turn.getAndIncrement() % 2 == 0 ? first : second);
            } catch (UncheckedIOException e) {
                // It was killed, or does not run yet.
                answer = NOBODY;
            }
            if (answer.status() < SERVER_ERROR) {
                return answer;
            }
            pause();
        }
        return answer;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer send(Webhook webhook, LapwingProcess to) {
        HttpRequest.Builder request = to.request(webhook.path())
                .POST(HttpRequest.BodyPublishers.ofByteArray(webhook.body()));
        webhook.headers().forEach(request::header);
        HttpResponse<String> answer = to.send(request);
        return new Answer(answer.statusCode(), answer.body());
    }

    @Override
    public Answer redeem(String code, String user, String role) {
        HttpResponse<String> answer = first.post("/v1/me/chat-links",
                first.run("token", "--tenant", TENANT, "--role", role, "--sub", user).strip(),
                "{\"code\":\"" + code + "\"}");
        return new Answer(answer.statusCode(), answer.body());
    }

    /// What an admin is answered.
    List<HttpResponse<String>> asAdmin(List<String> paths) {
        String admin = first.token(TENANT, "admin");
        return paths.stream().map(path -> first.get(path, admin)).toList();
    }

    @Override
    public void close() {
        second.close();
        first.close();
    }
}
