package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.TenantId;

import java.time.Duration;
import java.time.Instant;

/// Claims of work that must take effect once, with the reply that its repetition is answered with.
///
/// A claim is taken for a lease; who took it finishes it with a reply, or gives it up. A lease that ran out
/// unfinished can be taken over: its taker must then expect that the work was done in part. Finished claims are kept
/// for 24 h.
///
/// Thread-safe; compare-and-set on one item. All methods throw [StoreUnavailable] when the store cannot be reached in
/// time.
public interface IdempotencyStore {

    /// @param scope who asks and on what, so that two callers' keys never meet (`user:alice POST /v1/devices`)
    /// @param key the caller's own
    record ClaimKey(TenantId tenant, String scope, String key) {}

    /// What was answered: an HTTP status, or a code of the same kind, and a body.
    record Reply(int status, String contentType, String body) {}

    sealed interface Claim {

        /// The work is the caller's to do, until its lease ends.
        ///
        /// @param token what this lease is finished or given up with
        record Taken(String token) implements Claim {}

        /// Somebody is doing it.
        record Running(Instant leaseEndsAt) implements Claim {}

        /// It was done, with this reply.
        record Finished(Reply reply) implements Claim {}

        /// The key stands for other work.
        record OtherWork() implements Claim {}
    }

    /// Takes the claim, if nobody has it.
    ///
    /// @param fingerprint a digest of the work; the same key with another is [Claim.OtherWork]
    Claim claim(ClaimKey key, String fingerprint, Instant now, Duration lease);

    /// Ends a lease with a reply. Does nothing if the lease was taken over meanwhile.
    void finish(ClaimKey key, String token, Reply reply);

    /// Gives a lease up, so that the next caller can take it at once. Does nothing if it was taken over meanwhile.
    void abandon(ClaimKey key, String token);
}
