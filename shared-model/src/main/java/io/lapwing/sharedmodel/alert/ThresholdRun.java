package io.lapwing.sharedmodel.alert;

import io.lapwing.sharedmodel.alert.Condition.Threshold;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.watch.RuleProgress;
import io.lapwing.sharedmodel.watch.RuleProgress.Breach;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Takes a threshold through the readings of one device, in the order of their keys: how it is watched as readings come
/// in, and how it would have fared over readings that are stored.
///
/// A reading is evaluated if it comes after all that were, and the metric is a number there. The duration accrues over
/// breaching readings that follow one another, each within `maxGap` of the one before; any other reading, or a larger
/// gap, ends that. Between the two limits an open episode goes on. Not thread-safe.
public final class ThresholdRun {

    private final Threshold threshold;
    private ReadingKey last;
    private @Nullable Breach breach;
    private @Nullable Episode open;
    private boolean doubtful;
    private @Nullable Instant firstEvaluated;

    private ThresholdRun(Threshold threshold, ReadingKey last, @Nullable Breach breach, @Nullable Episode open) {
        this.threshold = threshold;
        this.last = last;
        this.breach = breach;
        this.open = open;
    }

    /// A run that begins before all readings.
    public static ThresholdRun of(Threshold threshold) {
        return new ThresholdRun(threshold, RuleProgress.NONE, null, null);
    }

    /// A run that goes on after `last`.
    ///
    /// @param breach the breaching readings up to `last`; an episode begins at once if they were enough
    public static ThresholdRun after(ReadingKey last, Threshold threshold, @Nullable Breach breach) {
        ThresholdRun run = new ThresholdRun(threshold, last, breach, null);
        if (breach != null) {
            run.raiseIfDue(last.ts(), breach, breach.value());
        }
        return run;
    }

    /// A run that goes on after `last` with an open episode.
    ///
    /// @param doubtful whether it was opened by other limits: then the next reading that does not breach ends it
    public static ThresholdRun within(Instant startedAt, ReadingKey last, Threshold threshold, boolean doubtful) {
        ThresholdRun run = new ThresholdRun(threshold, last, null, new Episode(startedAt, startedAt, null, startedAt,
                null));
        run.doubtful = doubtful;
        return run;
    }

    /// @param value of the threshold's metric; null where the reading has none
    /// @return the episode that ends with this reading
    public Optional<Episode> next(ReadingKey key, @Nullable MetricValue value) {
        if (value == null || !ExactOrder.isNumber(value) || key.compareTo(last) <= 0) {
            return Optional.empty();
        }
        if (firstEvaluated == null) {
            firstEvaluated = key.ts();
        }
        boolean breaches = threshold.breaches(value);
        Optional<Episode> ended = open == null ? Optional.empty() : goOn(open, key.ts(), value, breaches);
        if (open == null) {
            accrue(key.ts(), value, breaches);
        }
        last = key;
        return ended;
    }

    private Optional<Episode> goOn(Episode episode, Instant at, MetricValue value, boolean breaches) {
        boolean ends = doubtful ? !breaches : threshold.clears(value);
        doubtful = false;
        open = ends ? null : new Episode(episode.startedAt(), episode.raisedAt(), episode.value(), at, null);
        return ends
                ? Optional.of(new Episode(episode.startedAt(), episode.raisedAt(), episode.value(), episode.heldAt(),
                        at))
                : Optional.empty();
    }

    private void accrue(Instant at, MetricValue value, boolean breaches) {
        if (!breaches) {
            breach = null;
            return;
        }
        double number = ExactOrder.toDouble(value);
        if (breach == null || Duration.between(last.ts(), at).compareTo(threshold.maxGap()) > 0) {
            breach = new Breach(at, number);
        }
        raiseIfDue(at, breach, number);
    }

    private void raiseIfDue(Instant at, Breach since, @Nullable Double value) {
        if (Duration.between(since.since(), at).compareTo(threshold.duration()) >= 0) {
            open = new Episode(since.since(), at, value, at, null);
            breach = null;
        }
    }

    /// The newest reading that was evaluated.
    public ReadingKey last() {
        return last;
    }

    /// The time of the first reading that this run evaluated; null for none.
    public @Nullable Instant firstEvaluated() {
        return firstEvaluated;
    }

    /// The breaching readings up to [#last()] that were not enough so far.
    public @Nullable Breach breach() {
        return breach;
    }

    /// The episode that has not ended.
    public @Nullable Episode open() {
        return open;
    }
}
