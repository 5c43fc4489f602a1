package io.lapwing.deviceingest.domain;

import io.lapwing.deviceingest.domain.Delivery.Failed;

import java.time.Duration;

/// When an event that failed is tried again, and when never.
public final class RetryRule {

    /// So many tries take most of an hour.
    static final int MAX_ATTEMPTS = 20;

    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    /// After so many doublings every wait is the longest.
    private static final int MAX_DOUBLINGS = 10;

    private RetryRule() {}

    /// How long to wait after this attempt: twice as long each time.
    ///
    /// @param attempt from 1
    public static Duration waitAfter(int attempt) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /// Whether an event is given up. An outage says nothing about the event, however long it lasts.
    public static boolean isHopeless(Failed failed, int attempt) {
        return !failed.outage() && attempt >= MAX_ATTEMPTS;
    }
}
