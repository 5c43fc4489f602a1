package io.lapwing.deviceingest.domain;

import io.lapwing.deviceingest.domain.Scene.Look;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.Condition.Offline;
import io.lapwing.sharedmodel.alert.Condition.Stale;
import io.lapwing.sharedmodel.alert.Condition.Threshold;
import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Sighting;
import io.lapwing.sharedmodel.watch.Observation;
import io.lapwing.sharedmodel.watch.Presence;
import io.lapwing.sharedmodel.watch.RuleProgress;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/// A device with the rules that watch it: decides what follows from whatever is seen of it. Pure, and thread-safe.
///
/// @param name what people call it
/// @param rules in the order of their ids; at most [io.lapwing.sharedmodel.watch.DeviceWatch#MAX_RULES]
public record WatchedDevice(String name, List<Rule> rules, PresenceRules presences) {

    public WatchedDevice {
        rules = List.copyOf(rules);
    }

    /// A message of the device was accepted, with readings or without.
    public Observation receives(Sighting sighting, Supplier<AlertId> ids) {
        return decide(sighting, PresenceRules.seen(sighting.watch().presence(), timeOf(sighting)), null, ids);
    }

    /// The device, or somebody on its behalf, told whether it is there.
    public Observation hears(PresenceNews news, Sighting sighting, Supplier<AlertId> ids) {
        return decide(sighting, news.applyTo(sighting.watch().presence(), timeOf(sighting)), null, ids);
    }

    /// It was time to look.
    public Observation isLookedAt(Sighting sighting, Supplier<AlertId> ids) {
        return decide(sighting, presences.checked(sighting), Look.AT_TIMES, ids);
    }

    /// A rule was made, changed or deleted.
    ///
    /// @param latest the newest value of the metric that it is about; null if there is none
    public Observation isLookedAt(RuleId changed, @Nullable LatestValue latest, Sighting sighting,
            Supplier<AlertId> ids) {
        return decide(sighting, presences.checked(sighting), new Look(changed, latest), ids);
    }

    private Observation decide(Sighting sighting, Presence presence, @Nullable Look look, Supplier<AlertId> ids) {
        Scene scene = Scene.of(sighting, presence, look);
        Map<RuleId, RuleProgress> progress = sighting.watch().rules();
        ObservationDraft draft = new ObservationDraft(sighting, scene, name, ids);
        Instant seenAt = look == null ? scene.now() : sighting.lastSeenAt();
        draft.lookAt(presences.checkAt(presence, seenAt, scene.now()).orElse(null));
        for (Rule rule : rules) {
            RuleOutcome outcome = evaluate(rule, scene, progress.get(rule.id()));
            if (outcome != null) {
                draft.add(outcome);
            }
        }
        if (!progress.isEmpty()) {
            forgetOthers(progress, scene, draft);
        }
        return draft.finish();
    }

    /// As exactly as stores keep it.
    private static Instant timeOf(Sighting sighting) {
        return sighting.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable RuleOutcome evaluate(Rule rule, Scene scene, @Nullable RuleProgress before) {
        return switch (rule.definition().condition()) {
            case Threshold threshold -> ThresholdRule.evaluate(rule, threshold, scene, before);
            case Stale stale -> AbsenceRule.evaluate(rule, stale, scene, before);
            case Offline offline -> AbsenceRule.evaluate(rule, offline, scene, before);
        };
    }

    /// What rules have opened that do not watch the device any more ends. Only a look does that, since it knows the
    /// rules as they are, and not as they were some moments ago; whoever notices it asks for one.
    private void forgetOthers(Map<RuleId, RuleProgress> progress, Scene scene, ObservationDraft draft) {
        Set<RuleId> others = new HashSet<>(progress.keySet());
        rules.forEach(rule -> others.remove(rule.id()));
        for (RuleId other : others) {
            RuleProgress left = progress.get(other);
            if (left != null && scene.isLook()) {
                draft.forget(other, left);
            } else if (left != null && left.open() != null) {
                draft.lookAt(scene.now().plus(WatchTimes.SETTLE));
            }
        }
    }
}
