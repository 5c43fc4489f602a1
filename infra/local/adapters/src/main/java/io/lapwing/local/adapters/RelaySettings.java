package io.lapwing.local.adapters;

import java.time.Duration;

/// How events are taken out of the outbox.
///
/// @param workers how many take and deliver side by side
/// @param batch how many events one of them takes at once
/// @param lease how long they are his; those of a process that died come again after that
/// @param pace how long they wait from one taking to the next, though they were told of an event meanwhile
/// @param longestSleep when they look at the latest, though nobody has told them of an event
public record RelaySettings(int workers, int batch, Duration lease, Duration pace, Duration longestSleep) {

    private static final int DEFAULT_WORKERS = 4;
    private static final Duration DEFAULT_PACE = Duration.ofMillis(25);
    private static final Duration DEFAULT_SLEEP = Duration.ofSeconds(1);

    public RelaySettings {
        if (workers < 1 || batch < 1 || !lease.isPositive() || pace.isNegative()
                || !longestSleep.isPositive()) {
            throw new IllegalArgumentException("a relay has workers, a batch, a lease, and a sleep");
        }
    }

    public static RelaySettings of(int batch, Duration lease) {
        return new RelaySettings(DEFAULT_WORKERS, batch, lease, DEFAULT_PACE, DEFAULT_SLEEP);
    }
}
