package io.lapwing.sharedmodel.alert;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// A time during which a condition was met, in event time.
///
/// @param startedAt of the first breaching reading
/// @param raisedAt of the reading at which the condition was met
/// @param value of that reading; null where there is none
/// @param heldAt of the last reading at which it was still met
/// @param clearedAt of the reading that ended it; null while it lasts
public record Episode(Instant startedAt, Instant raisedAt, @Nullable Double value, Instant heldAt,
        @Nullable Instant clearedAt) {}
