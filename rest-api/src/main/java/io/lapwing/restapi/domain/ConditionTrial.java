package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.alert.Condition;
import io.lapwing.sharedmodel.alert.Condition.Offline;
import io.lapwing.sharedmodel.alert.Condition.Stale;
import io.lapwing.sharedmodel.alert.Condition.Threshold;
import io.lapwing.sharedmodel.alert.Episode;
import io.lapwing.sharedmodel.alert.ThresholdRun;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.ReadingKey;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Tries a condition on the stored readings of one device, in the order of their keys. Not thread-safe.
public sealed interface ConditionTrial {
    /// The metrics that it is about; all where it is empty.
    Set<MetricName> metrics();

    void next(ReadingKey key, Map<MetricName, MetricValue> values);

    /// When the condition was met up to the last of these readings, the first time first.
    List<Episode> soFar();

    /// The same up to `end`, where there are no more readings until then.
    List<Episode> upTo(Instant end);

    /// @throws RequestRefused
    ///             when readings do not tell
    static ConditionTrial of(Condition condition) {
        return switch (condition) {
            case Threshold threshold -> new OfThreshold(threshold);
            case Stale stale -> new OfStale(stale);
            case Offline _ -> throw Problem
                    .of(ProblemType.NOT_PREVIEWABLE, "Whether a device was there is not kept for every time.").refuse();
        };
    }

    /// Tries whether a value passes its limit.
    final class OfThreshold implements ConditionTrial {
        private final Threshold threshold;
        private final ThresholdRun run;
        private final List<Episode> ended = new ArrayList<>();

        private OfThreshold(Threshold threshold) {
            this.threshold = threshold;
            this.run = ThresholdRun.of(threshold);
        }

        @Override
        public Set<MetricName> metrics() {
            return Set.of(threshold.metric());
        }

        @Override
        public void next(ReadingKey key, Map<MetricName, MetricValue> values) {
            run.next(key, values.get(threshold.metric())).ifPresent(ended::add);
        }

        @Override
        public List<Episode> soFar() {
            List<Episode> all = new ArrayList<>(ended);
            Episode open = run.open();
            if (open != null) {
                all.add(open);
            }
            return all;
        }

        /// A value that is silent raises nothing.
        @Override
        public List<Episode> upTo(Instant end) {
            return soFar();
        }
    }

    /// Tries whether readings stay away: each long gap between two is a time of that.
    final class OfStale implements ConditionTrial {
        private final Set<MetricName> metrics;
        private final Duration after;
        private final List<Episode> ended = new ArrayList<>();
        private @Nullable Instant last;

        private OfStale(Stale stale) {
            MetricName metric = stale.metric();
            this.metrics = metric == null ? Set.of() : Set.of(metric);
            this.after = stale.after();
        }

        @Override
        public Set<MetricName> metrics() {
            return metrics;
        }

        @Override
        public void next(ReadingKey key, Map<MetricName, MetricValue> values) {
            Instant before = last;
            if (before != null && isMissed(before, key.ts())) {
                ended.add(missed(before, key.ts()));
            }
            last = key.ts();
        }

        @Override
        public List<Episode> soFar() {
            return List.copyOf(ended);
        }

        @Override
        public List<Episode> upTo(Instant end) {
            List<Episode> all = new ArrayList<>(ended);
            if (last != null && isMissed(last, end)) {
                all.add(missed(last, null));
            }
            return all;
        }

        private boolean isMissed(Instant before, Instant next) {
            return !before.plus(after).isAfter(next);
        }

        private Episode missed(Instant before, @Nullable Instant back) {
            Instant raisedAt = before.plus(after);
            return new Episode(before, raisedAt, null, raisedAt, back);
        }
    }
}
