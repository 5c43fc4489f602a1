package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.WriteResult;
import io.lapwing.sharedmodel.telemetry.WriteResult.AlreadySeen;
import io.lapwing.sharedmodel.telemetry.WriteResult.NoSuchDevice;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;
import io.lapwing.sharedmodel.watch.DeviceWatcher;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Watching;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Decides what one transaction has to write, one message after the other, on what was read for it. Touches nothing.
final class AppendPlan {

    private final Held held;
    private final Instant now;
    private final Map<DeviceKey, DevicePlan> devices = new LinkedHashMap<>();
    private final QuarantinePlan quarantine;
    private final Map<ClaimKey, NewClaim> newClaims = new LinkedHashMap<>();
    private final Map<DynamoDbKey, Written> parts = new LinkedHashMap<>();
    private final Map<ClaimKey, String> usedClaims = new HashMap<>();

    /// @param now when a replay is taken
    AppendPlan(Held held, Instant now) {
        this.held = held;
        this.now = now;
        this.quarantine = new QuarantinePlan(held.quarantine(), now);
    }

    /// @param freeAt when the id must have been free
    private record NewClaim(Claim claim, Instant freeAt) {}

    /// Takes a unit in.
    WriteResult add(AppendUnit unit) {
        return unit.part() == null ? addMessage(unit) : addPart(unit, unit.part());
    }

    private WriteResult addMessage(AppendUnit unit) {
        MessageWrite message = unit.write();
        Optional<WriteResult> refusal = refusal(message);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        claim(message.source(), message.mid(), message.receivedAt());
        if (message.replayOf() != null) {
            quarantine.endWait(new QuarantineKey(message.source().tenant(), message.replayOf()));
        }
        message.quarantined().forEach(part -> quarantine.add(part, message.replayOf() != null));
        return writeEntries(unit, null);
    }

    /// What speaks against a message.
    Optional<WriteResult> refusal(MessageWrite message) {
        if (isTaken(message.source(), message.mid(), message.receivedAt(), null) || isReplayVoid(message)) {
            return Optional.of(new AlreadySeen());
        }
        return missingDevice(message).map(NoSuchDevice::new);
    }

    private WriteResult addPart(AppendUnit unit, AppendUnit.Part part) {
        DynamoDbKey marker = part.marker();
        Written before = marker == null ? null : held.parts().get(marker);
        if (before != null) {
            return before;
        }
        unit.write().quarantined().forEach(message -> quarantine.add(message, part.outOfReplay()));
        boolean isCurrent = unit.write().entries().stream().map(entry -> entry.reading().device())
                .allMatch(device -> isCurrent(device, part));
        Written written = isCurrent ? writeEntries(unit, part) : new Written(0, 0, 0, 0);
        if (marker != null) {
            parts.put(marker, written);
        }
        return written;
    }

    private boolean isCurrent(DeviceKey device, AppendUnit.Part part) {
        Held.HeldDevice now = held.devices().get(device);
        return now != null && now.state().incarnation().equals(part.incarnations().get(device));
    }

    private Written writeEntries(AppendUnit unit, AppendUnit.@Nullable Part part) {
        MessageWrite message = unit.write();
        Tally tally = new Tally();
        for (MessageWrite.Entry entry : message.entries()) {
            Reading reading = entry.reading();
            if (part != null || !unit.isMessagesOwn(entry)) {
                if (isTaken(reading.device(), entry.mid(), message.receivedAt(), part)) {
                    tally.unchanged(reading.values().size());
                    continue;
                }
                take(reading.device(), entry.mid(), message.receivedAt(), part);
            }
            var _ = plan(reading.device()).merge(reading, tally);
            plan(reading.device()).seenAt(message.receivedAt());
            if (part == null || isCurrent(message.source(), part)) {
                plan(message.source()).seenAt(message.receivedAt());
            }
        }
        return tally.total();
    }

    /// The entries of a part have their ids claimed before, for their journal.
    private boolean isTaken(DeviceKey device, @Nullable MessageId mid, Instant receivedAt,
            AppendUnit.@Nullable Part part) {
        if (mid == null) {
            return false;
        }
        ClaimKey key = new ClaimKey(device, mid);
        NewClaim own = newClaims.get(key);
        Claim claim = own == null ? held.claims().get(key) : own.claim();
        boolean forJournal = part != null && claim != null && part.journal().equals(claim.journal());
        return forJournal ? usedClaims.containsKey(key) : claim != null && claim.holdsAt(receivedAt);
    }

    private void take(DeviceKey device, @Nullable MessageId mid, Instant receivedAt, AppendUnit.@Nullable Part part) {
        if (part == null) {
            claim(device, mid, receivedAt);
        } else if (mid != null) {
            usedClaims.put(new ClaimKey(device, mid), part.journal());
        }
    }

    private void claim(DeviceKey device, @Nullable MessageId mid, Instant receivedAt) {
        if (mid != null && held.devices().containsKey(device)) {
            newClaims.merge(new ClaimKey(device, mid), new NewClaim(Claim.at(receivedAt, null), receivedAt),
                    (first, last) -> new NewClaim(last.claim(), first.freeAt()));
        }
    }

    private boolean isReplayVoid(MessageWrite message) {
        return message.replayOf() != null
                && !quarantine.waits(new QuarantineKey(message.source().tenant(), message.replayOf()));
    }

    /// A message without readings needs no device: that of an unknown one is quarantined, too.
    private Optional<DeviceKey> missingDevice(MessageWrite message) {
        if (message.entries().isEmpty()) {
            return Optional.empty();
        }
        if (!held.devices().containsKey(message.source())) {
            return Optional.of(message.source());
        }
        return message.entries().stream().map(entry -> entry.reading().device())
                .filter(device -> !held.devices().containsKey(device)).findFirst();
    }

    private DevicePlan plan(DeviceKey device) {
        return devices.computeIfAbsent(device, _ -> {
            Held.HeldDevice known = held.devices().get(device);
            if (known == null) {
                throw new IllegalStateException("checked before: " + device);
            }
            return new DevicePlan(known);
        });
    }

    /// Has the devices watched, once all units are taken in.
    void watch(DeviceWatcher watcher, AlertNumbers numbers) {
        if (!devices.isEmpty()) {
            Watching watching = watcher.watching(Set.copyOf(devices.keySet()));
            devices.forEach((device, plan) -> plan.watch(watching, () -> numbers.next(device.tenant())));
        }
    }

    /// What the units that were taken in come to.
    ItemWrites writes(Keys keys) {
        ItemWrites writes = new ItemWrites();
        newClaims.forEach((key, claim) -> claim.claim().writeTo(writes,
                keys.claim(key.device(), incarnation(key.device()), key.mid()), claim.freeAt()));
        parts.forEach((marker, written) -> writes.putNew(marker, PartMarker.write(written, now)));
        quarantine.writeTo(writes, keys);
        devices.values().forEach(device -> device.writeTo(writes, keys));
        return writes;
    }

    /// The devices that the transaction changes.
    Iterable<DevicePlan> changedDevices() {
        return devices.values();
    }

    private String incarnation(DeviceKey device) {
        Held.HeldDevice known = held.devices().get(device);
        if (known == null) {
            throw new IllegalStateException("claimed for nobody: " + device);
        }
        return known.state().incarnation();
    }
}
