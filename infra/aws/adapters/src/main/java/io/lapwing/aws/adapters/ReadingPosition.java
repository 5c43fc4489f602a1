package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.ReadingKey;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Where a page of readings ended, `ts:seq`.
final class ReadingPosition {

    private ReadingPosition() {}

    static String write(ReadingKey last) {
        return last.ts().toEpochMilli() + ":" + last.seq();
    }

    /// @throws IllegalArgumentException
    ///             if it is no position of ours
    static Optional<ReadingKey> read(@Nullable String position) {
        if (position == null) {
            return Optional.empty();
        }
        int colon = position.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("not a cursor: " + position);
        }
        return Optional.of(new ReadingKey(Instant.ofEpochMilli(Long.parseLong(position.substring(0, colon))),
                Long.parseLong(position.substring(colon + 1))));
    }
}
