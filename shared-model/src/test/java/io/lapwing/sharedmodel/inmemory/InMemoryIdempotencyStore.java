package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.port.IdempotencyStore;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// Keeps claims in memory.
final class InMemoryIdempotencyStore implements IdempotencyStore {

    private static final Duration LIFE = Duration.ofHours(24);

    /// @param reply null until the work is done
    private record Work(String fingerprint, String token, Instant leaseEndsAt, Instant endsAt,
            @Nullable Reply reply) {}

    private final Map<ClaimKey, Work> claims = new HashMap<>();

    @Override
    public synchronized Claim claim(ClaimKey key, String fingerprint, Instant now, Duration lease) {
        Work work = claims.get(key);
        if (work != null && now.isBefore(work.endsAt())) {
            if (!work.fingerprint().equals(fingerprint)) {
                return new Claim.OtherWork();
            }
            if (work.reply() != null) {
                return new Claim.Finished(work.reply());
            }
            if (now.isBefore(work.leaseEndsAt())) {
                return new Claim.Running(work.leaseEndsAt());
            }
        }
        String token = UUID.randomUUID().toString();
        claims.put(key, new Work(fingerprint, token, now.plus(lease), now.plus(LIFE), null));
        return new Claim.Taken(token);
    }

    @Override
    public synchronized void finish(ClaimKey key, String token, Reply reply) {
        claims.computeIfPresent(key, (_, work) -> isHeld(work, token)
                ? new Work(work.fingerprint(), token, work.leaseEndsAt(), work.endsAt(), reply)
                : work);
    }

    @Override
    public synchronized void abandon(ClaimKey key, String token) {
        claims.computeIfPresent(key, (_, work) -> isHeld(work, token) ? null : work);
    }

    private static boolean isHeld(Work work, String token) {
        return work.reply() == null && work.token().equals(token);
    }
}
