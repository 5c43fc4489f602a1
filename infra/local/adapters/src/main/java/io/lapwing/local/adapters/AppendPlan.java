package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.quarantine.QuarantineId;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.WriteResult;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/// Decides what a batch has to write, one message after the other, on what the transaction holds of the database.
/// Touches nothing.
final class AppendPlan {

    /// What the transaction holds: nobody else changes it meanwhile.
    ///
    /// @param deviceKeys of the registered devices
    /// @param states of these, by device key
    /// @param claims when the message ids of the batch that are known were claimed
    /// @param waiting whether the messages that the batch replays wait for it; without those that are not there
    record Held(Map<DeviceKey, Long> deviceKeys, Map<Long, DeviceState> states, Map<ClaimKey, Long> claims,
            Map<QuarantineId, Boolean> waiting) {}

    private final Held held;
    private final Map<ClaimKey, Long> newClaims = new LinkedHashMap<>();
    private final PackedRows rows = new PackedRows();
    private final List<MessageWrite> quarantining = new ArrayList<>();

    AppendPlan(Held held) {
        this.held = held;
    }

    /// Takes a message in. What it comes to is known once the rows were counted.
    Supplier<WriteResult> add(PreparedWrite write) {
        MessageWrite message = write.message();
        Long source = held.deviceKeys().get(message.source());
        if (isTaken(source, message.mid(), message.receivedAt().toEpochMilli()) || isReplayVoid(message)) {
            return WriteResult.AlreadySeen::new;
        }
        DeviceKey missing = missingDevice(message);
        if (missing != null) {
            return () -> new WriteResult.NoSuchDevice(missing);
        }
        claim(source, message.mid(), message.receivedAt().toEpochMilli());
        quarantine(message);
        Tally tally = new Tally();
        for (int i = 0; i < message.entries().size(); i++) {
            add(message, message.entries().get(i), write.json().get(i), tally);
        }
        return tally::total;
    }

    private void quarantine(MessageWrite message) {
        if (message.replayOf() == null) {
            message.quarantined().forEach(part -> held.waiting().put(part.id(), true));
        } else {
            held.waiting().put(message.replayOf(), false);
            message.quarantined().forEach(part -> held.waiting().putIfAbsent(part.id(), true));
        }
        if (message.replayOf() != null || !message.quarantined().isEmpty()) {
            quarantining.add(message);
        }
    }

    private void add(MessageWrite message, MessageWrite.Entry entry, String json, Tally tally) {
        Reading reading = entry.reading();
        long deviceKey = Objects.requireNonNull(held.deviceKeys().get(reading.device()));
        long receivedAt = message.receivedAt().toEpochMilli();
        boolean messagesOwn = reading.device().equals(message.source())
                && Objects.equals(entry.mid(), message.mid());
        if (!messagesOwn) {
            if (isTaken(deviceKey, entry.mid(), receivedAt)) {
                tally.unchanged(reading.values().size());
                return;
            }
            claim(deviceKey, entry.mid(), receivedAt);
        }
        DeviceState state = state(deviceKey);
        state.seenAt(receivedAt);
        rows.add(state, reading, json, tally);
        state.show(reading);
        state(Objects.requireNonNull(held.deviceKeys().get(message.source()))).seenAt(receivedAt);
    }

    private DeviceState state(long deviceKey) {
        return Objects.requireNonNull(held.states().get(deviceKey));
    }

    private boolean isTaken(@Nullable Long deviceKey, @Nullable MessageId mid, long receivedAt) {
        if (deviceKey == null || mid == null) {
            return false;
        }
        ClaimKey key = new ClaimKey(deviceKey, mid);
        Long claimedHere = newClaims.get(key);
        Long claimedAt = claimedHere == null ? held.claims().get(key) : claimedHere;
        return claimedAt != null && receivedAt < claimedAt + MessageId.LIFE.toMillis();
    }

    private void claim(@Nullable Long deviceKey, @Nullable MessageId mid, long receivedAt) {
        if (deviceKey != null && mid != null) {
            newClaims.put(new ClaimKey(deviceKey, mid), receivedAt);
        }
    }

    private boolean isReplayVoid(MessageWrite message) {
        return message.replayOf() != null && !held.waiting().getOrDefault(message.replayOf(), false);
    }

    /// A message without readings needs no device: that of an unknown one is quarantined, too.
    private @Nullable DeviceKey missingDevice(MessageWrite message) {
        if (message.entries().isEmpty()) {
            return null;
        }
        if (!held.deviceKeys().containsKey(message.source())) {
            return message.source();
        }
        for (MessageWrite.Entry entry : message.entries()) {
            if (!held.deviceKeys().containsKey(entry.reading().device())) {
                return entry.reading().device();
            }
        }
        return null;
    }

    Map<ClaimKey, Long> newClaims() {
        return newClaims;
    }

    Collection<RowWrite> rows() {
        return rows.rows();
    }

    /// The messages that change the quarantine, in their order.
    List<MessageWrite> quarantining() {
        return quarantining;
    }

    /// The registered devices, as the messages leave them.
    Collection<DeviceState> states() {
        return held.states().values();
    }

    /// The devices that were seen and that somebody watches, in the order in which they are to be shown.
    List<DeviceKey> sighted() {
        return held.deviceKeys().keySet().stream().filter(device -> state(device).isSighted()).sorted().toList();
    }

    DeviceState state(DeviceKey device) {
        return state(Objects.requireNonNull(held.deviceKeys().get(device)));
    }
}
