package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.alert.Episode;
import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.watch.RuleProgress;
import io.lapwing.sharedmodel.watch.RuleProgress.Breach;
import io.lapwing.sharedmodel.watch.RuleProgress.OpenAlert;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// What a rule makes of a device, before it is known what there is room for.
///
/// @param before what was remembered of it
/// @param version of the rule that it was evaluated as
/// @param last the newest reading that was evaluated
/// @param breach what has not raised an alert yet
/// @param alerts what becomes of alerts
/// @param lookAt when time alone will change something; null for never
record RuleOutcome(Rule rule, @Nullable RuleProgress before, long version, ReadingKey last, @Nullable Breach breach,
        Alerts alerts, @Nullable Instant lookAt) {

    /// @param open the alert that was open before; null for none
    /// @param ended when it ended; null if it did not
    /// @param over what began and ended, oldest first
    /// @param begun what began and goes on
    /// @param isOpenTold whether it is announced what is open in the end, now or before
    /// @param isOverTold whether it is announced what began and ended
    record Alerts(@Nullable OpenAlert open, @Nullable Instant ended, List<Episode> over, @Nullable Episode begun,
            boolean isOpenTold, boolean isOverTold) {

        /// What was open stays so, or nothing was.
        static Alerts unchanged(@Nullable OpenAlert open) {
            return new Alerts(open, null, List.of(), null, open != null && open.announced(), false);
        }

        static Alerts ended(OpenAlert open, Instant at) {
            return new Alerts(open, at, List.of(), null, false, false);
        }

        static Alerts begun(Episode episode) {
            return new Alerts(null, null, List.of(), episode, true, false);
        }

        /// How many changes must be stored, so that what is open is what is remembered to be.
        int changes() {
            return (ended == null ? 0 : 1) + (begun == null ? 0 : 1);
        }

        /// The alert that was open and still is.
        @Nullable
        OpenAlert stillOpen() {
            return ended == null && open != null
                    ? new OpenAlert(open.id(), open.severity(), open.startedAt(), isOpenTold)
                    : null;
        }

        boolean isOpenInTheEnd() {
            return begun != null || (open != null && ended == null);
        }
    }

    /// This outcome where there is no room for its changes, so that they are made at the next occasion.
    RuleOutcome postponed() {
        OpenAlert open = alerts.open();
        Episode begun = alerts.begun();
        Breach pending = breach;
        if (open == null && begun != null) {
            pending = new Breach(begun.startedAt(), begun.value());
        } else if (open != null && begun == null && alerts.ended() != null) {
            pending = new Breach(alerts.ended(), null);
        }
        return new RuleOutcome(rule, before, version, last, pending, Alerts.unchanged(open), lookAt);
    }

    /// What is to be remembered, if `open` is open in the end; null where that goes without saying.
    @Nullable
    RuleProgress next(@Nullable OpenAlert open, @Nullable ReadingKey newest) {
        boolean keepsUp = last.equals(Scene.ofDevice(newest));
        if (open == null && breach == null && last.equals(Scene.standingOf(rule, newest))) {
            return null;
        }
        return new RuleProgress(version, keepsUp ? null : last, breach, open);
    }
}
