package io.lapwing.sharedmodel.quarantine;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// A quarantined message as the store keeps it.
///
/// @param firstReceivedAt when it first came in
/// @param occurrences how often it came in
/// @param replayedAt when a replay of it was taken; null while it waits for one
/// @param version counts its changes, from 1
public record QuarantineEntry(QuarantinedMessage message, Instant firstReceivedAt, long occurrences,
        @Nullable Instant replayedAt, long version) {

    public enum State {
        QUARANTINED, REPLAYED
    }

    public State state() {
        return replayedAt == null ? State.QUARANTINED : State.REPLAYED;
    }
}
