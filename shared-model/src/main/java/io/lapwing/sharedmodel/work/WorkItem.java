package io.lapwing.sharedmodel.work;

import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/// A piece of work for a function.
///
/// @param trace the trace that it belongs to, if any
/// @param delay how long it stays hidden at least, in whole seconds
public record WorkItem(QueueName queue, WorkId id, WorkPayload payload, @Nullable TraceParent trace, Duration delay) {

    /// The longest that every platform's queue can hide what is sent to it.
    public static final Duration MAX_DELAY = Duration.ofMinutes(15);

    public WorkItem {
        if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0 || delay.toNanosPart() != 0) {
            throw new IllegalArgumentException("a delay is whole seconds, from none to " + MAX_DELAY);
        }
    }

    /// Work to be done at once.
    public static WorkItem of(QueueName queue, WorkId id, WorkPayload payload, @Nullable TraceParent trace) {
        return new WorkItem(queue, id, payload, trace, Duration.ZERO);
    }

    public WorkItem delayedBy(Duration time) {
        return new WorkItem(queue, id, payload, trace, time);
    }
}
