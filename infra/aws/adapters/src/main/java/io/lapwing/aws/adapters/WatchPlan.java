package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.Observation;
import io.lapwing.sharedmodel.watch.Observation.AlertChange;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What one transaction does to the watch over one device. What is remembered is an attribute of the device's state,
/// which whoever plans this writes, if nobody has meanwhile; all else are items of their own.
final class WatchPlan {

    private final StateItem state;
    private final DeviceWatch before;
    private final Observation observation;

    /// @param observation what follows from `before`, and changes it
    WatchPlan(StateItem state, DeviceWatch before, Observation observation) {
        this.state = state;
        this.before = before;
        this.observation = observation;
    }

    /// What changes of the state.
    Map<String, AttributeValue> attributes() {
        return Map.of(StateItem.WATCH, WatchContent.write(observation.next()), StateItem.ONLINE,
                Items.of(observation.next().presence().online()));
    }

    /// @param commit of the device, that this takes effect with
    void writeTo(ItemWrites writes, Keys keys, long commit) {
        moveCheck(writes, keys, commit);
        Map<AlertId, Alert> raised = new LinkedHashMap<>();
        for (AlertChange change : observation.alerts()) {
            switch (change) {
                case AlertChange.Raised(Alert alert) -> raised.put(alert.id(), alert);
                case AlertChange.Cleared(AlertId id, Instant end) -> {
                    if (raised.computeIfPresent(id,
                            (_, alert) -> alert.isOpen() ? alert.clearedAt(end) : alert) == null) {
                        AlertItems.clear(id, state.device(), end, writes, keys);
                    }
                }
            }
        }
        raised.values().forEach(alert -> AlertItems.raise(alert, state.incarnation(), writes, keys));
        OutboxItems.put(writes, keys, observation.events());
    }

    private void moveCheck(ItemWrites writes, Keys keys, long commit) {
        Instant from = millis(before.checkAt());
        Instant to = millis(observation.next().checkAt());
        if (from != null && !from.equals(to)) {
            writes.delete(keys.watch().check(state.device(), state.incarnation(), from));
        }
        if (to != null && !to.equals(from)) {
            writes.put(keys.watch().check(state.device(), state.incarnation(), to),
                    CheckItem.write(state.device(), state.incarnation(), commit));
        }
    }

    private static @Nullable Instant millis(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }
}
