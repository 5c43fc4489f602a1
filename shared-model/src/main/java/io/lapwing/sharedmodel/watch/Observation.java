package io.lapwing.sharedmodel.watch;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.event.RecordedEvent;

import java.time.Instant;
import java.util.List;

/// What follows for a device from what was seen of it; stored as one.
///
/// @param next what is to be remembered: what was, where nothing changed, else something one version on
/// @param alerts what becomes of alerts, in order; at most [#MAX_ALERTS], and none where nothing changed
/// @param events what others are to be told, in order; none where nothing changed
public record Observation(DeviceWatch next, List<AlertChange> alerts, List<RecordedEvent> events) {

    /// How many alerts one observation may change: they share a transaction.
    public static final int MAX_ALERTS = 20;

    public Observation {
        alerts = List.copyOf(alerts);
        events = List.copyOf(events);
        if (alerts.size() > MAX_ALERTS) {
            throw new IllegalArgumentException("at most " + MAX_ALERTS + " alerts change at once");
        }
    }

    /// Nothing follows.
    public static Observation nothing(DeviceWatch watch) {
        return new Observation(watch, List.of(), List.of());
    }

    /// Whether there is anything to store, for a device of which `before` is remembered.
    ///
    /// @throws IllegalStateException if this does not follow from it
    public boolean changes(DeviceWatch before) {
        boolean changed = !next.equals(before);
        if (changed ? next.version() != before.version() + 1 : !alerts.isEmpty() || !events.isEmpty()) {
            throw new IllegalStateException("what follows from version " + before.version()
                    + " of a watch is that itself, or the next version with what comes of it; not version "
                    + next.version() + " with " + alerts.size() + " alerts and " + events.size() + " events");
        }
        return changed;
    }

    /// What becomes of an alert. What people do about it meanwhile stays as it is.
    public sealed interface AlertChange {

        /// A new one: open, or over already.
        record Raised(Alert alert) implements AlertChange {}

        /// One that was open ends. Nothing happens to one that is over already.
        record Cleared(AlertId id, Instant clearedAt) implements AlertChange {}
    }
}
