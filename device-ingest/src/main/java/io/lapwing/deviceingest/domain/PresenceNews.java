package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.watch.Presence;

import java.time.Instant;

/// What is told of a device's presence.
public sealed interface PresenceNews {

    /// @param now when it was told
    Presence applyTo(Presence presence, Instant now);

    /// Whether this says anything new of a device that stands like this.
    default boolean changes(Presence presence, Instant now) {
        return !applyTo(presence, now).equals(presence);
    }

    /// The device began a session, or its session ended; on its status topic.
    ///
    /// @param sid the session
    record Status(boolean online, long sid) implements PresenceNews {

        @Override
        public Presence applyTo(Presence presence, Instant now) {
            return online ? PresenceRules.born(presence, sid, now) : PresenceRules.died(presence, sid, now);
        }
    }

    /// A broker has the device on a connection.
    record Connected(String connection) implements PresenceNews {

        @Override
        public Presence applyTo(Presence presence, Instant now) {
            return PresenceRules.connected(presence, connection, now);
        }
    }

    /// A broker had the device on a connection, and has it on none.
    record Disconnected(String connection) implements PresenceNews {

        @Override
        public Presence applyTo(Presence presence, Instant now) {
            return PresenceRules.disconnected(presence, connection, now);
        }
    }

    /// A message of the device was accepted that brought no readings.
    record Seen() implements PresenceNews {

        @Override
        public Presence applyTo(Presence presence, Instant now) {
            return PresenceRules.seen(presence, now);
        }
    }
}
