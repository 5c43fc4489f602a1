package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.watch.DeviceWatcher.Sighting;
import io.lapwing.sharedmodel.watch.Presence;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/// Decides whether a device is there. What knows best decides: a broker's connection, else the session that the device
/// itself named in its birth message, whose will tells of its end, else its messages and their absence.
///
/// A presence that is given back unchanged is the same object.
///
/// @param silence after which a device is taken to be gone that neither a connection nor a session tells of
/// @param isOver whether a connection is known to have ended though nobody said so: that of a process that is gone
public record PresenceRules(Duration silence, Predicate<String> isOver) {

    /// How long a device may be silent, where nobody says.
    public static final Duration DEFAULT_SILENCE = Duration.ofMinutes(15);

    /// A message of the device was accepted.
    static Presence seen(Presence presence, Instant now) {
        if (presence.online()) {
            return presence;
        }
        boolean saidSo = presence.sid() != null || presence.connection() != null;
        Instant since = presence.since();
        boolean underWay = saidSo && since != null && !now.isAfter(since.plus(WatchTimes.FAREWELL));
        return underWay ? presence : new Presence(true, null, null, now);
    }

    /// The device said on its status topic that it is there: the birth message of a session. One that is known already
    /// says nothing new; a broker sends it again to whoever subscribes anew.
    static Presence born(Presence presence, long sid, Instant now) {
        boolean isKnown = presence.online() && presence.sid() != null && presence.sid() == sid;
        return isKnown ? presence
                : new Presence(true, sid, presence.online() ? presence.connection() : null, sinceOf(presence, now));
    }

    /// The device, or its broker on its behalf, said on its status topic that it is gone. A will of a session that is
    /// not the current one comes too late. On a connection that has not named its session yet, it is a former one's.
    static Presence died(Presence presence, long sid, Instant now) {
        Long current = presence.sid();
        boolean isCurrent = current == null ? presence.connection() == null : current == sid;
        return presence.online() && isCurrent ? new Presence(false, sid, null, now) : presence;
    }

    static Presence connected(Presence presence, String connection, Instant now) {
        return presence.online() && connection.equals(presence.connection()) ? presence
                : new Presence(true, null, connection, sinceOf(presence, now));
    }

    static Presence disconnected(Presence presence, String connection, Instant now) {
        return presence.online() && connection.equals(presence.connection())
                ? new Presence(false, null, connection, now)
                : presence;
    }

    /// What time alone has changed.
    Presence checked(Sighting sighting) {
        Presence presence = sighting.watch().presence();
        String connection = presence.connection();
        boolean isLost = presence.online() && (connection == null
                ? presence.sid() == null && !silentAt(presence, sighting.lastSeenAt()).isAfter(sighting.now())
                : isOver.test(connection));
        return isLost ? new Presence(false, null, null, sighting.now().truncatedTo(ChronoUnit.MILLIS))
                : presence;
    }

    /// When to look again whether the device is still there.
    Optional<Instant> checkAt(Presence presence, @Nullable Instant lastSeenAt, Instant now) {
        if (!presence.online()) {
            return Optional.empty();
        }
        if (presence.connection() != null) {
            return Optional.of(now.plus(silence));
        }
        return presence.sid() == null ? Optional.of(silentAt(presence, lastSeenAt)) : Optional.empty();
    }

    private Instant silentAt(Presence presence, @Nullable Instant lastSeenAt) {
        Instant came = presence.since() == null ? Instant.EPOCH : presence.since();
        return (lastSeenAt == null ? came : WatchTimes.later(came, lastSeenAt)).plus(silence);
    }

    private static Instant sinceOf(Presence presence, Instant now) {
        Instant since = presence.since();
        return presence.online() && since != null ? since : now;
    }
}
