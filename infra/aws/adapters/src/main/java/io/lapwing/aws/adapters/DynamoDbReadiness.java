package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.port.Readiness;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/// Whether both tables answer.
public final class DynamoDbReadiness implements Readiness {

    private static final String OPERATION = "Readiness.components";
    private static final String COMPONENT = "database";
    private static final String NOWHERE = "readiness";
    private static final long PATIENCE_MILLIS = 1500;

    private final DynamoDatabase database;
    private final AtomicReference<@Nullable CompletableFuture<Boolean>> question = new AtomicReference<>();

    public DynamoDbReadiness(DynamoDatabase database) {
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

    /// The question that is being asked, or a new one: however many want to know, one thread waits for the answer.
    private CompletableFuture<Boolean> ask() {
        CompletableFuture<Boolean> fresh = new CompletableFuture<>();
        CompletableFuture<Boolean> asked = question.compareAndExchange(null, fresh);
        if (asked != null) {
            return asked;
        }
        Thread.ofVirtual().name("database-readiness").start(() -> {
            try {
                query(database.tables().registry());
                query(database.tables().readings());
                fresh.complete(true);
            } catch (RuntimeException e) {
                fresh.completeExceptionally(e);
            } finally {
                question.set(null);
            }
        });
        return fresh;
    }

    /// Queries need no right that the stores do not need, and one that finds nothing costs next to nothing.
    private void query(String table) {
        database.query(OPERATION, Queries.of(table, NOWHERE).limit(1).build());
    }
}
