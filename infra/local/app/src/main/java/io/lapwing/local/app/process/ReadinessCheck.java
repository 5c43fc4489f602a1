package io.lapwing.local.app.process;

import io.lapwing.sharedmodel.port.Readiness;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/// Asks the process itself whether it is ready, the way that others would.
final class ReadinessCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private ReadinessCheck() {}

    /// @throws StartFailed if it does not become ready
    static void await(URI http, Readiness readiness) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (String answer = answer(http); !answer.equals("200"); answer = answer(http)) {
            if (System.nanoTime() - deadline > 0) {
                throw new StartFailed("not ready after %d s: %s cannot be reached (%s/readyz answers %s)"
                        .formatted(PATIENCE.toSeconds(), missing(readiness), http, answer));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static String missing(Readiness readiness) {
        Set<String> missing = new TreeSet<>();
        readiness.components().forEach((component, ready) -> {
            if (!ready) {
                missing.add(component);
            }
        });
        return missing.isEmpty() ? "the HTTP server" : "the " + String.join(" and the ", missing);
    }

    private static String answer(URI http) {
        try {
            HttpURLConnection connection = (HttpURLConnection) http.resolve("/readyz").toURL().openConnection();
            connection.setConnectTimeout(Math.toIntExact(ANSWER_WITHIN.toMillis()));
            connection.setReadTimeout(Math.toIntExact(ANSWER_WITHIN.toMillis()));
            try {
                return Integer.toString(connection.getResponseCode());
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
