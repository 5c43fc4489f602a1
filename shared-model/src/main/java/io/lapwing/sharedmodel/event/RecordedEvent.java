package io.lapwing.sharedmodel.event;

import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// An event as it goes into the outbox.
///
/// @param at when it happened, by the clock of whoever caused it
/// @param trace the trace of its cause, to be continued by what follows from it
public record RecordedEvent(Event event, Instant at, @Nullable TraceParent trace) {}
