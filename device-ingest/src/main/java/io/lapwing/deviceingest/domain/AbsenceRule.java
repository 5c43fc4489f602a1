package io.lapwing.deviceingest.domain;

import io.lapwing.deviceingest.domain.RuleOutcome.Alerts;
import io.lapwing.sharedmodel.alert.Condition.Offline;
import io.lapwing.sharedmodel.alert.Condition.Stale;
import io.lapwing.sharedmodel.alert.Episode;
import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.watch.RuleProgress;
import io.lapwing.sharedmodel.watch.RuleProgress.OpenAlert;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// Evaluates rules about what is missing: readings, or the device. Time raises their alerts, so that mostly a check does;
/// what comes in only ends them.
///
/// @param lastSign the last sign of what is missing; null if there never was one, or it is not missing
/// @param back when it was back, if it is
record AbsenceRule(Rule rule, @Nullable RuleProgress before, ReadingKey last, Duration after,
        @Nullable Instant lastSign, Instant back) {

    /// Readings are missing by their own time, not by that of their receipt: old ones that come late are no sign of what
    /// is now.
    static RuleOutcome evaluate(Rule rule, Stale stale, Scene scene, @Nullable RuleProgress before) {
        MetricName metric = stale.metric();
        ReadingKey last = scene.lastOf(rule, before);
        if (metric == null) {
            last = Scene.ofDevice(scene.newest());
        } else {
            for (Reading reading : scene.readings()) {
                boolean isNewer = reading.key().compareTo(last) > 0 && reading.values().containsKey(metric);
                last = isNewer ? reading.key() : last;
            }
        }
        LatestValue latest = scene.isAbout(rule) ? scene.latest() : null;
        if (latest != null && latest.key().compareTo(last) > 0) {
            last = latest.key();
        }
        boolean isKnown = last.compareTo(RuleProgress.NONE) > 0;
        AbsenceRule absence = new AbsenceRule(rule, before, last, stale.after(), isKnown ? last.ts() : null,
                isKnown ? last.ts() : scene.now());
        // What comes in may be the first of a backlog: it is given time to catch up.
        return absence.outcome(scene, scene.now().plus(WatchTimes.SETTLE), scene.isLook());
    }

    static RuleOutcome evaluate(Rule rule, Offline offline, Scene scene, @Nullable RuleProgress before) {
        Instant since = scene.presence().since();
        AbsenceRule absence = new AbsenceRule(rule, before, Scene.standingOf(rule, scene.newest()), offline.after(),
                scene.presence().online() ? null : since, since == null ? scene.now() : since);
        return absence.outcome(scene, scene.now(), true);
    }

    private RuleOutcome outcome(Scene scene, Instant earliestLook, boolean mayRaise) {
        OpenAlert open = before == null ? null : before.open();
        Instant due = lastSign == null ? null : lastSign.plus(after);
        boolean isMissing = due != null && !due.isAfter(scene.now());
        Instant look = due == null || (isMissing && mayRaise) ? null : WatchTimes.later(due, earliestLook);
        if (open != null) {
            return isMissing ? outcome(Alerts.unchanged(open), null)
                    : outcome(Alerts.ended(open, end(open, scene)), look);
        }
        return lastSign != null && due != null && isMissing && mayRaise
                ? outcome(Alerts.begun(new Episode(lastSign, due, null, due, null)), null)
                : outcome(Alerts.unchanged(null), look);
    }

    /// An alert does not end before it was raised, even if what was missing turns out to have been there.
    private Instant end(OpenAlert open, Scene scene) {
        Instant raised = open.startedAt().plus(after);
        Instant end = WatchTimes.later(back, raised);
        return end.isAfter(scene.now()) ? scene.now() : end;
    }

    private RuleOutcome outcome(Alerts alerts, @Nullable Instant lookAt) {
        long version = before == null ? rule.version() : Math.max(before.version(), rule.version());
        return new RuleOutcome(rule, before, version, last, null, alerts, lookAt);
    }
}
