package io.lapwing.deviceingest.domain;

import io.lapwing.deviceingest.domain.RuleOutcome.Alerts;
import io.lapwing.sharedmodel.alert.Condition.Threshold;
import io.lapwing.sharedmodel.alert.Episode;
import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.alert.ThresholdRun;
import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.watch.Observation;
import io.lapwing.sharedmodel.watch.RuleProgress;
import io.lapwing.sharedmodel.watch.RuleProgress.Breach;
import io.lapwing.sharedmodel.watch.RuleProgress.OpenAlert;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Evaluates a threshold on what was seen of a device.
///
/// What is open is announced if a fresh reading raised it or found it open, or a check did. What is over already is
/// announced if nothing but fresh readings were evaluated: then nobody was late, and each of its ends is news.
final class ThresholdRule {

    private final Rule rule;
    private final Scene scene;
    private final @Nullable RuleProgress before;
    private final @Nullable OpenAlert open;
    private final boolean isOutdated;
    private final ThresholdRun run;
    private final Deque<Episode> over = new ArrayDeque<>(0);
    private @Nullable Instant ended;

    private ThresholdRule(Rule rule, Threshold threshold, Scene scene, @Nullable RuleProgress before) {
        this.rule = rule;
        this.scene = scene;
        this.before = before;
        open = before == null ? null : before.open();
        isOutdated = before != null && before.version() < rule.version();
        ReadingKey last = scene.lastOf(rule, before);
        Breach breach = before == null ? null : before.breach();
        if (open == null) {
            run = ThresholdRun.after(last, threshold, isOutdated ? null : breach);
            return;
        }
        ended = breach == null ? endByChange(open, threshold) : breach.since();
        run = ended == null ? ThresholdRun.within(open.startedAt(), last, threshold, isOutdated && !isApplied())
                : ThresholdRun.after(last, threshold, null);
    }

    /// Whether the rule was changed, and this look is to apply that.
    private boolean isApplied() {
        return isOutdated && scene.isAbout(rule);
    }

    /// When a changed rule ends what it opened: at the newest value, if that does not breach any more.
    private @Nullable Instant endByChange(OpenAlert alert, Threshold threshold) {
        LatestValue latest = scene.latest();
        if (!isApplied() || (latest != null && threshold.isBreachedBy(latest.value()))) {
            return null;
        }
        return latest == null ? scene.now() : WatchTimes.later(latest.key().ts(), alert.startedAt());
    }

    /// @return null if nothing follows, as mostly
    static @Nullable RuleOutcome evaluate(Rule rule, Threshold threshold, Scene scene, @Nullable RuleProgress before) {
        if (before == null && isQuiet(rule, threshold, scene)) {
            return null;
        }
        ThresholdRule evaluation = new ThresholdRule(rule, threshold, scene, before);
        for (Reading reading : scene.readings()) {
            evaluation.run.next(reading.key(), reading.values().get(threshold.metric())).ifPresent(evaluation::end);
        }
        return evaluation.outcome();
    }

    /// Whether a rule of which nothing is remembered has nothing to remember now.
    private static boolean isQuiet(Rule rule, Threshold threshold, Scene scene) {
        ReadingKey last = scene.lastOf(rule, null);
        for (Reading reading : scene.readings()) {
            MetricValue value = reading.values().get(threshold.metric());
            if (value != null && threshold.isBreachedBy(value)) {
                return false;
            }
            last = value != null && reading.key().compareTo(last) > 0 ? reading.key() : last;
        }
        return last.equals(Scene.standingOf(rule, scene.newest()));
    }

    private void end(Episode episode) {
        if (open != null && ended == null) {
            ended = episode.clearedAt();
            return;
        }
        over.add(episode);
        if (over.size() > Observation.MAX_ALERTS) {
            over.remove();
        }
    }

    private RuleOutcome outcome() {
        Instant first = run.firstEvaluated();
        if (before != null && isOutdated && first == null && !isApplied()) {
            return new RuleOutcome(rule, before, before.version(), run.last(), before.breach(), Alerts.unchanged(open),
                    null);
        }
        Episode current = run.open();
        Episode begun = open == null || ended != null ? current : null;
        boolean isTold = (open != null && ended == null && open.announced()) || scene.isLook()
                || (current != null && WatchTimes.isFresh(current.heldAt(), scene.now()));
        boolean isOverTold = first != null && WatchTimes.isFresh(first, scene.now());
        long version = before == null ? rule.version() : Math.max(before.version(), rule.version());
        return new RuleOutcome(rule, before, version, run.last(), run.breach(),
                new Alerts(open, ended, List.copyOf(over), begun, isTold, isOverTold), null);
    }
}
