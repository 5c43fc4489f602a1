package io.lapwing.chatbot.functions;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.port.IdempotencyStore;
import io.lapwing.sharedmodel.port.IdempotencyStore.Claim;
import io.lapwing.sharedmodel.port.IdempotencyStore.ClaimKey;
import io.lapwing.sharedmodel.port.IdempotencyStore.Reply;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Lets something be done once, or by one at a time.
///
/// What comes from a platform belongs to no tenant before it is known whose account it is from: its claims stand under a
/// tenant's name that none of our own ever asks for.
///
/// [#once] is part of the start of `receiveChat`, which would have to put a switch over types together.
record Claims(IdempotencyStore store, InstantSource clock) {
    private static final TenantId NOBODY = new TenantId("-");
    private static final Reply DONE = new Reply(200, "text/plain", "");
    private static final String WORK = "chat";

    /// What became of it.
    sealed interface Attempt<T> {

        /// It was done now.
        record Now<T>(T result) implements Attempt<T> {}

        /// It was done before.
        record Before<T>() implements Attempt<T> {}

        /// Somebody is at it.
        record Elsewhere<T>(Duration left) implements Attempt<T> {}
    }

    /// Does it, unless it was done before or somebody is at it. Where it fails, the next one may try at once.
    ///
    /// @param scope what kind of thing it is
    /// @param lease longer than it takes; after that somebody else may take it over
    <T> Attempt<T> once(String scope, String key, Duration lease, Supplier<T> work) {
        ClaimKey place = new ClaimKey(NOBODY, scope, key);
        Instant now = clock.instant();
        Claim claim = store.claim(place, WORK, now, lease);
        if (claim instanceof Claim.Taken(String token)) {
            T result = orAbandoned(place, token, work);
            store.finish(place, token, DONE);
            return new Attempt.Now<>(result);
        }
        return claim instanceof Claim.Running(Instant end)
                ? new Attempt.Elsewhere<>(Duration.between(now, end))
                : new Attempt.Before<>();
    }

    /// Does it, unless somebody is at it. It can be done any number of times.
    <T> Attempt<T> alone(String scope, String key, Duration lease, Supplier<T> work) {
        ClaimKey claim = new ClaimKey(NOBODY, scope, key);
        Instant now = clock.instant();
        return switch (store.claim(claim, WORK, now, lease)) {
            case Claim.Taken(String token) -> {
                T result = orAbandoned(claim, token, work);
                store.abandon(claim, token);
                yield new Attempt.Now<>(result);
            }
            case Claim.Running(Instant end) -> new Attempt.Elsewhere<>(Duration.between(now, end));
            case Claim.Finished _,Claim.OtherWork _ ->
                throw new IllegalStateException("what is done by one at a time is never finished");
        };
    }

    private <T> T orAbandoned(ClaimKey claim, String token, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            try {
                store.abandon(claim, token);
            } catch (RuntimeException unreachable) {
                e.addSuppressed(unreachable);
            }
            throw e;
        }
    }
}
