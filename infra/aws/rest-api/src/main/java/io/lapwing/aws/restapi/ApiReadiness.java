package io.lapwing.aws.restapi;

import io.lapwing.sharedmodel.port.Readiness;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.SecretKey;

import org.jspecify.annotations.Nullable;

/// Whether the stores answer, and the function's key is known, which it asks for if nobody has yet.
final class ApiReadiness implements Readiness {

    private static final System.Logger LOG = System.getLogger(ApiReadiness.class.getName());

    private static final String COMPONENT = "secrets";
    private static final Duration PATIENCE = Duration.ofMillis(1700);

    private final Readiness stores;
    private final KeptKey key;
    private final AtomicReference<@Nullable CompletableFuture<SecretKey>> question = new AtomicReference<>();

    ApiReadiness(Readiness stores, KeptKey key) {
        this.stores = stores;
        this.key = key;
    }

    @Override
    public Map<String, Boolean> components() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        CompletableFuture<SecretKey> asked = ask();
        Map<String, Boolean> components = new HashMap<>(stores.components());
        components.put(COMPONENT, isKnown(asked, deadline - System.nanoTime()));
        return components;
    }

    /// The question that is being asked, or a new one: however many want to know, one thread waits for the answer.
    private CompletableFuture<SecretKey> ask() {
        CompletableFuture<SecretKey> fresh = new CompletableFuture<>();
        CompletableFuture<SecretKey> asked = question.compareAndExchange(null, fresh);
        if (asked != null) {
            return asked;
        }
        Thread.ofVirtual().name("secrets-readiness").start(() -> answer(fresh));
        return fresh;
    }

    /// Who asks once there is an answer asks anew: a question that failed must not answer the next one.
    private void answer(CompletableFuture<SecretKey> fresh) {
        try {
            SecretKey found = key.get();
            question.set(null);
            fresh.complete(found);
        } catch (RuntimeException e) {
            if (e instanceof StoreUnavailable) {
                LOG.log(System.Logger.Level.WARNING, "{0}", e.getMessage());
            }
            question.set(null);
            fresh.completeExceptionally(e);
        }
    }

    private static boolean isKnown(CompletableFuture<SecretKey> asked, long nanos) {
        try {
            asked.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException _) {
            return false;
        }
    }
}
