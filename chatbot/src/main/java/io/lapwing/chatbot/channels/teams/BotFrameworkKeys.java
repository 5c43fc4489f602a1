package io.lapwing.chatbot.channels.teams;

import io.lapwing.chatbot.channels.Deadline;
import io.lapwing.chatbot.channels.HttpCall;
import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.HttpOutcome;
import io.lapwing.chatbot.channels.MalformedPayload;
import io.lapwing.chatbot.channels.Payload;
import io.lapwing.sharedmodel.http.SafeUrl;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/// The keys that the Bot Framework signs with, fetched when the first token comes: its OpenID metadata say where they
/// are. They are kept for some hours, and for a day if they are not to be had again. A key that is not among them has
/// them fetched again, but not more often than every minute, whoever makes up such keys. Thread-safe.
final class BotFrameworkKeys {
    static final Duration KEEP = Duration.ofHours(6);
    static final Duration KEEP_IN_OUTAGE = Duration.ofDays(1);
    static final Duration REFETCH = Duration.ofMinutes(1);
    static final Duration RETRY = Duration.ofSeconds(5);

    private static final Duration FETCH_WITHIN = Duration.ofSeconds(5);
    private static final Duration WAIT_FOR_OTHERS = Duration.ofSeconds(8);

    private final HttpCaller http;
    private final URI metadata;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Fetched known;
    /// Guarded by `fetching`.
    private Instant notBefore = Instant.MIN;
    /// Guarded by `fetching`.
    private boolean hasFailed;

    /// @param metadataUrl of the OpenID configuration
    /// @throws IllegalArgumentException if it is none that can be believed
    BotFrameworkKeys(HttpCaller http, String metadataUrl) {
        this.http = http;
        this.metadata = SafeUrl.of(metadataUrl);
    }

    private record Fetched(SigningKeys keys, Instant at) {
        Optional<SigningKey> find(String keyId, Instant now, Duration keep) {
            return now.isBefore(at.plus(keep)) ? keys.find(keyId) : Optional.empty();
        }
    }

    /// @throws StoreUnavailable if they are not to be had
    Optional<SigningKey> find(String keyId, Instant now) {
        return knownNow(keyId, now, KEEP).or(() -> fetchFor(keyId, now));
    }

    private Optional<SigningKey> knownNow(String keyId, Instant now, Duration keep) {
        Fetched before = known;
        return before == null ? Optional.empty() : before.find(keyId, now, keep);
    }

    private Optional<SigningKey> fetchFor(String keyId, Instant now) {
        Optional<SigningKey> aging = knownNow(keyId, now, KEEP_IN_OUTAGE);
        if (!isMyTurn(aging.isPresent() ? Duration.ZERO : WAIT_FOR_OTHERS)) {
            return Optional.of(aging.orElseThrow(() -> unavailable("somebody else is still fetching them")));
        }
        try {
            if (!now.isBefore(notBefore)) {
                fetch(now);
            }
            // Where the last try failed, nobody can tell whether the key is good.
            Optional<SigningKey> found = knownNow(keyId, now, KEEP_IN_OUTAGE);
            if (found.isEmpty() && hasFailed) {
                throw unavailable("the Bot Framework's keys are not to be had");
            }
            return found;
        } finally {
            fetching.unlock();
        }
    }

    private boolean isMyTurn(Duration wait) {
        try {
            return fetching.tryLock(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void fetch(Instant now) {
        Deadline deadline = Deadline.in(FETCH_WITHIN);
        Optional<SigningKeys> fetched = get(metadata, deadline).flatMap(BotFrameworkKeys::keysUrl)
                .flatMap(url -> get(url, deadline)).flatMap(SigningKeys::read);
        fetched.ifPresent(keys -> known = new Fetched(keys, now));
        hasFailed = fetched.isEmpty();
        notBefore = now.plus(hasFailed ? RETRY : REFETCH);
    }

    private Optional<Payload> get(URI url, Deadline deadline) {
        try {
            return http.send(HttpCall.get(url), deadline) instanceof HttpOutcome.Answered answered
                    ? Optional.of(answered.json())
                    : Optional.empty();
        } catch (MalformedPayload _) {
            return Optional.empty();
        }
    }

    private static Optional<URI> keysUrl(Payload configuration) {
        try {
            return Optional.of(SafeUrl.of(configuration.at("jwks_uri").text()));
        } catch (MalformedPayload | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static StoreUnavailable unavailable(String reason) {
        return new StoreUnavailable("BotFrameworkKeys.find", "a key", new IOException(reason));
    }
}
