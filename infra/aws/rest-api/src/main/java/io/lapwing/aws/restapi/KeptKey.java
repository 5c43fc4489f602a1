package io.lapwing.aws.restapi;

import io.lapwing.aws.adapters.SecretReader;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import javax.crypto.SecretKey;

import org.jspecify.annotations.Nullable;

/// The key that a secret holds: asked for when it is first needed, so that no start waits for it and no snapshot holds
/// it, and kept from then on. After a failure nobody asks again for a while, and everybody hears of that failure.
///
/// Thread-safe.
final class KeptKey implements Supplier<SecretKey> {

    /// As clients are told to wait: who keeps to that, has the secret asked for again.
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final SecretReader secrets;
    private final String secretId;
    private final InstantSource clock;
    private volatile @Nullable SecretKey key;
    private @Nullable Failure failure;

    private record Failure(Instant at, StoreUnavailable reason) {}

    /// @param secretId name or ARN
    KeptKey(SecretReader secrets, String secretId, InstantSource clock) {
        this.secrets = secrets;
        this.secretId = secretId;
        this.clock = clock;
    }

    /// @throws StoreUnavailable when it cannot be had now
    @Override
    public SecretKey get() {
        SecretKey known = key;
        return known == null ? ask() : known;
    }

    private synchronized SecretKey ask() {
        SecretKey known = key;
        if (known != null) {
            return known;
        }
        Failure last = failure;
        if (last != null && Duration.between(last.at(), clock.instant()).abs().compareTo(PAUSE) < 0) {
            throw last.reason();
        }
        try {
            SecretKey found = parse(secrets.text(secretId));
            key = found;
            return found;
        } catch (StoreUnavailable e) {
            failure = new Failure(clock.instant(), e);
            throw e;
        }
    }

    /// A secret with another text is one that somebody has yet to set, and its text nothing to be quoted.
    private SecretKey parse(String text) {
        try {
            return CursorKey.parse(text);
        } catch (IllegalArgumentException _) {
            throw new StoreUnavailable("KeptKey.parse", secretId,
                    new IOException("it does not hold the base64 of " + CursorKey.MIN_BYTES + " bytes or more"));
        }
    }
}
