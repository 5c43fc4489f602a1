package io.lapwing.chatbot.domain.time;

import java.time.Instant;

/// A stretch of time, `from` inclusive, `to` exclusive; never empty.
public record Interval(Instant from, Instant to) {
    public Interval {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("an interval begins before it ends");
        }
    }
}
