package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.port.Readiness;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/// Whether the database answers.
public final class PostgresReadiness implements Readiness {

    private static final String COMPONENT = "database";
    private static final long PATIENCE_MILLIS = 1500;

    private final PostgresDatabase database;
    private final AtomicReference<@Nullable CompletableFuture<Boolean>> question = new AtomicReference<>();

    public PostgresReadiness(PostgresDatabase database) {
        this.database = database;
    }

    @Override
    public Map<String, Boolean> components() {
        return Map.of(COMPONENT, answersInTime());
    }

    private boolean answersInTime() {
        try {
            return ask().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException _) {
            return false;
        }
    }

    /// The question that is being asked, or a new one: however many want to know, one connection is taken.
    private CompletableFuture<Boolean> ask() {
        CompletableFuture<Boolean> fresh = new CompletableFuture<>();
        CompletableFuture<Boolean> asked = question.compareAndExchange(null, fresh);
        if (asked != null) {
            return asked;
        }
        Thread.ofVirtual().name("database-readiness").start(() -> {
            try {
                fresh.complete(database.read("Readiness.components", COMPONENT, PostgresReadiness::answers));
            } catch (RuntimeException e) {
                fresh.completeExceptionally(e);
            } finally {
                question.set(null);
            }
        });
        return fresh;
    }

    private static boolean answers(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("select 1");
        }
    }
}
