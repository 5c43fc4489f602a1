package io.lapwing.local.app.fleet;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import org.HdrHistogram.ConcurrentHistogram;

/// What became of a fleet's messages. Thread-safe.
public final class FleetMeter {

    private static final long LONGEST_NANOS = Duration.ofMinutes(5).toNanos();

    private final LongAdder sent = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder resent = new LongAdder();
    private final LongAdder disconnects = new LongAdder();
    private final ConcurrentHistogram nanosToAcknowledgement = new ConcurrentHistogram(LONGEST_NANOS, 3);

    /// How it stands.
    ///
    /// @param sent messages, each counted once
    /// @param acknowledged of them by the broker
    /// @param refused of them by the broker
    /// @param resent how often one was sent again on a new connection
    /// @param disconnects connections that broke or could not be made
    public record Reading(long sent, long acknowledged, long refused, long resent, long disconnects, Duration p50,
            Duration p99, Duration max) {

        public long unanswered() {
            return sent - acknowledged - refused;
        }
    }

    void sent() {
        sent.increment();
    }

    void acknowledged(long nanos) {
        acknowledged.increment();
        nanosToAcknowledgement.recordValue(Math.min(nanos, LONGEST_NANOS));
    }

    void refused() {
        refused.increment();
    }

    void resent() {
        resent.increment();
    }

    void disconnected() {
        disconnects.increment();
    }

    public Reading read() {
        return new Reading(sent.sum(), acknowledged.sum(), refused.sum(), resent.sum(), disconnects.sum(),
                percentile(50), percentile(99), Duration.ofNanos(nanosToAcknowledgement.getMaxValue()));
    }

    private Duration percentile(double percentile) {
        return Duration.ofNanos(nanosToAcknowledgement.getValueAtPercentile(percentile));
    }
}
