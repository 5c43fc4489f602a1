package io.lapwing.sharedmodel.telemetry;

import org.jspecify.annotations.Nullable;

/// A part of a message that was not taken, while other parts were.
///
/// @param index which entry of the message, from 0
/// @param metric the metric whose value was refused; null where the whole entry was
public record Refusal(int index, @Nullable String metric, RefusalCode code, String reason) {}
