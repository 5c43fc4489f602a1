package io.lapwing.chatbot.channels.teams;

import io.lapwing.chatbot.channels.Deadline;
import io.lapwing.chatbot.channels.HttpCall;
import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.HttpOutcome;
import io.lapwing.chatbot.channels.MalformedPayload;
import io.lapwing.chatbot.channels.Payload;
import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.http.SafeUrl;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/// The access token that the bot shows to Teams (OAuth 2.0, client credentials, RFC 6749, 4.4): kept until a minute before
/// it expires, and fetched by one at a time while the others wait. Thread-safe.
final class TeamsAccess {
    private static final String SCOPE = "https://api.botframework.com/.default";
    private static final Duration EARLY = Duration.ofMinutes(1);
    private static final Duration AFTER_NONSENSE = Duration.ofSeconds(5);
    private static final long MAX_LIFE_SECONDS = Duration.ofDays(1).toSeconds();

    private final HttpCaller http;
    private final InstantSource clock;
    private final URI tokenUrl;
    private final Map<String, String> credentials;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Kept kept;

    TeamsAccess(HttpCaller http, InstantSource clock, String tokenUrl, TeamsSender.Credentials credentials) {
        this.http = http;
        this.clock = clock;
        this.tokenUrl = SafeUrl.of(tokenUrl);
        this.credentials = Map.of("grant_type", "client_credentials", "client_id", credentials.appId(),
                "client_secret", credentials.password(), "scope", SCOPE);
    }

    sealed interface Access {}

    record Granted(String token) implements Access {
        /// So that it cannot reach a log.
        @Override
        public String toString() {
            return "Granted";
        }
    }

    /// @param sent what becomes of the message that wanted it
    record Denied(Sent sent) implements Access {}

    private record Kept(Granted access, Instant until) {}

    Access get(Deadline deadline) {
        Granted before = keptNow();
        if (before != null) {
            return before;
        }
        try {
            if (!fetching.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                return later("Microsoft gave no access token in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return later("interrupted");
        }
        try {
            Granted since = keptNow();
            return since != null ? since : fetch(deadline);
        } finally {
            fetching.unlock();
        }
    }

    /// A token that Teams did not take; one that has been fetched since stays.
    void forget(Granted access) {
        Kept now = kept;
        if (now != null && now.access.equals(access)) {
            kept = null;
        }
    }

    private @Nullable Granted keptNow() {
        Kept now = kept;
        return now != null && clock.instant().isBefore(now.until) ? now.access : null;
    }

    private Access fetch(Deadline deadline) {
        return switch (http.send(HttpCall.postForm(tokenUrl, credentials), deadline)) {
            case HttpOutcome.Answered answered -> granted(answered);
            case HttpOutcome.Busy busy -> new Denied(busy.toSent());
            case HttpOutcome.Refused refused -> new Denied(new Sent.Refused(
                    "Microsoft does not take the app's id and password: it answered " + refused.status()));
            case HttpOutcome.Lost lost -> new Denied(lost.toSent());
        };
    }

    private Access granted(HttpOutcome.Answered answered) {
        try {
            Payload answer = answered.json();
            Granted access = new Granted(answer.at("access_token").text());
            long seconds = Math.clamp(answer.at("expires_in").integer(), 0, MAX_LIFE_SECONDS);
            kept = new Kept(access, clock.instant().plusSeconds(seconds).minus(EARLY));
            return access;
        } catch (MalformedPayload _) {
            return later("Microsoft's answer is not understood");
        }
    }

    private static Denied later(String reason) {
        return new Denied(new Sent.TryLater(AFTER_NONSENSE, reason));
    }
}
