package io.lapwing.deviceingest.domain;

import io.lapwing.deviceingest.domain.RuleOutcome.Alerts;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceCameOnline;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceWentOffline;
import io.lapwing.sharedmodel.event.WatchPosition;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Sighting;
import io.lapwing.sharedmodel.watch.Observation;
import io.lapwing.sharedmodel.watch.RuleProgress;
import io.lapwing.sharedmodel.watch.RuleProgress.OpenAlert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/// Puts together what follows for a device from what its rules make of it: within the limits of an observation, and
/// with nothing in it where nothing changed.
final class ObservationDraft {

    private final Sighting sighting;
    private final Scene scene;
    private @Nullable Map<RuleId, RuleProgress> changed;
    private final AlertChanges changes;
    private final List<RuleOutcome> begun = new ArrayList<>(0);
    private @Nullable Instant lookAt;

    /// @param device its name
    ObservationDraft(Sighting sighting, Scene scene, String device, Supplier<AlertId> ids) {
        this.sighting = sighting;
        this.scene = scene;
        changes = new AlertChanges(sighting, device, ids);
    }

    /// The device is to be looked at by then.
    void lookAt(@Nullable Instant at) {
        if (at != null && (lookAt == null || at.isBefore(lookAt))) {
            lookAt = at;
        }
    }

    /// A rule does not watch this device any more: what it opened ends.
    void forget(RuleId rule, RuleProgress progress) {
        OpenAlert open = progress.open();
        if (open == null) {
            put(rule, null);
        } else if (changes.hasRoomFor(1)) {
            changes.end(rule, open, WatchTimes.later(scene.now(), open.startedAt()));
            put(rule, null);
        } else {
            lookAt(scene.now());
        }
    }

    void add(RuleOutcome outcome) {
        boolean fits = changes.hasRoomFor(outcome.alerts().changes());
        RuleOutcome made = fits ? outcome : outcome.postponed();
        if (!fits) {
            lookAt(scene.now());
        }
        changes.add(made);
        plan(made);
        if (made.alerts().begun() == null) {
            remember(made, made.alerts().stillOpen());
        } else {
            begun.add(made);
        }
    }

    /// What is raised is looked at soon, what is open now and then: its rule may be gone by then.
    private void plan(RuleOutcome outcome) {
        Alerts alerts = outcome.alerts();
        lookAt(outcome.lookAt());
        if (alerts.begun() != null || (alerts.isOpenInTheEnd() && !alerts.isOpenTold())) {
            lookAt(scene.now().plus(WatchTimes.SETTLE));
        } else if (alerts.isOpenInTheEnd() && scene.isLook()) {
            lookAt(scene.now().plus(WatchTimes.RECHECK));
        }
    }

    private void remember(RuleOutcome outcome, @Nullable OpenAlert open) {
        RuleProgress next = outcome.next(open, scene.newest());
        if (next == null ? outcome.before() != null : !next.equals(outcome.before())) {
            put(outcome.rule().id(), next);
        }
    }

    private void put(RuleId rule, @Nullable RuleProgress progress) {
        if (changed == null) {
            changed = new HashMap<>(sighting.watch().rules());
        }
        if (progress == null) {
            changed.remove(rule);
        } else {
            changed.put(rule, progress);
        }
    }

    Observation finish() {
        Map<RuleId, OpenAlert> opened = changes.raise();
        begun.forEach(outcome -> remember(outcome, opened.get(outcome.rule().id())));
        DeviceWatch before = sighting.watch();
        Instant checkAt = checkAt(before.checkAt());
        boolean isCheckKept = checkAt == null ? before.checkAt() == null : checkAt.equals(before.checkAt());
        if (changed == null && changes.isEmpty() && isCheckKept && scene.presence().equals(before.presence())) {
            return Observation.nothing(before);
        }
        DeviceWatch next = new DeviceWatch(scene.presence(), changed == null ? before.rules() : changed, checkAt,
                before.version() + 1);
        return new Observation(next, changes.alerts(), changes.events(news()));
    }

    /// A time is only ever brought forward, until the device is looked at: the newest reading of a device that
    /// reports all the time must not move it.
    private @Nullable Instant checkAt(@Nullable Instant before) {
        boolean isKept = before != null && !scene.isLook() && (lookAt == null || !lookAt.isBefore(before));
        return isKept ? before : lookAt;
    }

    private List<Function<WatchPosition, Event>> news() {
        DeviceKey device = sighting.device();
        boolean isOnline = scene.presence().online();
        if (sighting.watch().presence().online() == isOnline) {
            return List.of();
        }
        return List.of(place -> isOnline ? new DeviceCameOnline(device, place) : new DeviceWentOffline(device, place));
    }
}
