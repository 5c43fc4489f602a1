package io.lapwing.aws.chatbot;

import io.lapwing.aws.adapters.SecretReader;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/// What is made of a secret: read when it is first needed, so that no start waits for it and no snapshot holds it, and
/// looked at again now and then, so that a new value is taken without a new version of the function. What was read once is
/// good until another value can be read.
///
/// Thread-safe.
final class KeptSecret<T> implements Supplier<T> {

    private static final System.Logger LOG = System.getLogger(KeptSecret.class.getName());
    private static final Duration KEPT = Duration.ofMinutes(15);
    /// After a failure nobody asks again for a while.
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final SecretReader secrets;
    private final String secretId;
    private final Function<String, T> parse;
    private final InstantSource clock;
    private volatile @Nullable Kept<T> kept;
    private @Nullable Failure failure;

    private record Kept<T>(String text, T value, Instant until) {

        @Override
        public String toString() {
            return "Kept[until=" + until + "]";
        }
    }

    private record Failure(Instant at, StoreUnavailable reason) {}

    /// @param secretId name or ARN
    /// @param parse what the secret's text means; what it throws must not quote that
    KeptSecret(SecretReader secrets, String secretId, Function<String, T> parse, InstantSource clock) {
        this.secrets = secrets;
        this.secretId = secretId;
        this.parse = parse;
        this.clock = clock;
    }

    /// @throws StoreUnavailable when it cannot be had now
    @Override
    public T get() {
        Kept<T> known = kept;
        return known != null && clock.instant().isBefore(known.until()) ? known.value() : ask();
    }

    private synchronized T ask() {
        Instant now = clock.instant();
        Kept<T> known = kept;
        if (known != null && now.isBefore(known.until())) {
            return known.value();
        }
        Failure last = failure;
        if (last != null && Duration.between(last.at(), now).abs().compareTo(PAUSE) < 0) {
            throw last.reason();
        }
        try {
            String text = secrets.text(secretId);
            T value = known != null && known.text().equals(text) ? known.value() : parse.apply(text);
            kept = new Kept<>(text, value, now.plus(KEPT));
            return value;
        } catch (StoreUnavailable e) {
            return afterFailure(known, now, e);
        }
    }

    private T afterFailure(@Nullable Kept<T> known, Instant now, StoreUnavailable reason) {
        if (known == null) {
            failure = new Failure(now, reason);
            throw reason;
        }
        LOG.log(System.Logger.Level.WARNING, "the value of before is kept: {0}", reason.getMessage());
        kept = new Kept<>(known.text(), known.value(), now.plus(PAUSE));
        return known.value();
    }
}
