package io.lapwing.sharedmodel.alert;

import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// When a rule raises an alert, and when it clears it. Event time decides: the time that a reading was taken at.
public sealed interface Condition {

    /// The metric that it is about; empty where it is about any, or none.
    default Optional<MetricName> measured() {
        return switch (this) {
            case Threshold threshold -> Optional.of(threshold.metric());
            case Stale stale -> Optional.ofNullable(stale.metric());
            case Offline _ -> Optional.empty();
        };
    }

    /// A metric's value passes a limit.
    ///
    /// @param raise breached by `value op raise`
    /// @param clear with an order operator, what the value must come back to: at most, for `>` and `>=`, at least, for
    /// `<` and `<=`; where it is null, the first value that does not breach clears
    /// @param duration for how long consecutive readings must breach; zero: the first one raises
    /// @param maxGap how far apart two readings may lie to be consecutive
    record Threshold(MetricName metric, Operator op, double raise, @Nullable Double clear, Duration duration,
            Duration maxGap) implements Condition {

        public Threshold {
            if (!Double.isFinite(raise) || (clear != null && !Double.isFinite(clear))) {
                throw new IllegalArgumentException("limits are finite");
            }
            requireSpan("forSeconds", duration, Duration.ZERO);
            requireSpan("maxGapSeconds", maxGap, Duration.ofSeconds(1));
            if (clear != null && !op.allowsClear(raise, clear)) {
                throw new IllegalArgumentException("clear: must lie on the side of raise that does not breach");
            }
        }

        /// What `maxGap` is where nobody says.
        public static Duration defaultGap(Duration duration) {
            return duration.compareTo(Duration.ofMinutes(1)) < 0 ? Duration.ofMinutes(1) : duration;
        }

        /// Whether this is a number, and passes the limit.
        public boolean isBreachedBy(MetricValue value) {
            return ExactOrder.isNumber(value) && breaches(value);
        }

        /// @param value a number
        boolean breaches(MetricValue value) {
            return op.holds(ExactOrder.compare(value, raise));
        }

        /// Whether this number ends an open alert.
        boolean clears(MetricValue value) {
            return clear == null ? !breaches(value) : op.isBack(ExactOrder.compare(value, clear));
        }
    }

    /// A device that has reported a metric does not any more.
    ///
    /// @param metric null for any reading at all
    record Stale(@Nullable MetricName metric, Duration after) implements Condition {

        public Stale {
            requireSpan("afterSeconds", after, Duration.ofSeconds(1));
        }
    }

    /// A device that has been online is not any more.
    record Offline(Duration after) implements Condition {

        public Offline {
            requireSpan("afterSeconds", after, Duration.ZERO);
        }
    }

    private static void requireSpan(String name, Duration span, Duration least) {
        if (span.compareTo(least) < 0 || span.compareTo(Duration.ofDays(366)) > 0 || span.toNanosPart() != 0) {
            throw new IllegalArgumentException(
                    name + ": whole seconds, from " + least.toSeconds() + " to a year (31622400)");
        }
    }
}
