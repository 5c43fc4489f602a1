package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.inmemory.DeviceState.WriteCounts;
import io.lapwing.sharedmodel.inmemory.Memory.QuarantineKey;
import io.lapwing.sharedmodel.inmemory.Memory.Told;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.WriteResult;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Sighting;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Watching;
import io.lapwing.sharedmodel.watch.Observation;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Writes one message: first everything that speaks against it, then what follows from it for those who watch, then all
/// that it brings. Nothing is changed before all of it is known.
final class MessageWriter {

    private final Memory memory;
    private final InstantSource clock;
    private final Watch watch;

    private record Claim(DeviceKey device, MessageId mid) {}

    MessageWriter(Memory memory, InstantSource clock) {
        this.memory = memory;
        this.clock = clock;
        this.watch = new Watch(memory);
    }

    WriteResult write(MessageWrite message, Watching watching) {
        if (isMidTaken(message) || isReplayVoid(message)) {
            return new WriteResult.AlreadySeen();
        }
        Optional<DeviceKey> missing = missingDevice(message);
        if (missing.isPresent()) {
            return new WriteResult.NoSuchDevice(missing.get());
        }
        List<MessageWrite.Entry> effective = effective(message);
        Map<Sighting, Observation> observations = observe(message, effective, watching);
        claimMid(message);
        endReplayed(message);
        message.quarantined().forEach(this::quarantine);
        WriteResult result = writeEntries(message, effective);
        observations.forEach(watch::keep);
        return result;
    }

    private boolean isMidTaken(MessageWrite message) {
        DeviceState source = memory.devices.get(message.source());
        return message.mid() != null && source != null && source.isClaimed(message.mid(), message.receivedAt());
    }

    private boolean isReplayVoid(MessageWrite message) {
        if (message.replayOf() == null) {
            return false;
        }
        QuarantineEntry original = memory.quarantine
                .get(new QuarantineKey(message.source().tenant(), message.replayOf()));
        return original == null || original.replayedAt() != null;
    }

    /// A message without entries needs no device: that of an unknown one is quarantined, too.
    private Optional<DeviceKey> missingDevice(MessageWrite message) {
        if (message.entries().isEmpty()) {
            return Optional.empty();
        }
        if (!memory.devices.containsKey(message.source())) {
            return Optional.of(message.source());
        }
        return message.entries().stream().map(entry -> entry.reading().device())
                .filter(device -> !memory.devices.containsKey(device)).findFirst();
    }

    private void claimMid(MessageWrite message) {
        DeviceState source = memory.devices.get(message.source());
        if (message.mid() != null && source != null) {
            source.claim(message.mid(), message.receivedAt());
        }
    }

    private void endReplayed(MessageWrite message) {
        if (message.replayOf() != null) {
            memory.quarantine.computeIfPresent(new QuarantineKey(message.source().tenant(), message.replayOf()),
                    (_, entry) -> new QuarantineEntry(entry.message(), entry.firstReceivedAt(), entry.occurrences(),
                            clock.instant().truncatedTo(ChronoUnit.MILLIS), entry.version() + 1));
        }
    }

    private void quarantine(QuarantinedMessage part) {
        memory.quarantine.merge(new QuarantineKey(part.device().tenant(), part.id()),
                new QuarantineEntry(part, part.receivedAt(), 1, null, 1), MessageWriter::again);
    }

    private static QuarantineEntry again(QuarantineEntry known, QuarantineEntry repeated) {
        boolean newer = repeated.message().receivedAt().isAfter(known.message().receivedAt());
        return new QuarantineEntry(newer ? repeated.message() : known.message(), known.firstReceivedAt(),
                known.occurrences() + 1, null, known.version() + 1);
    }

    /// The entries whose message ids are not taken, neither before nor by the message itself.
    private List<MessageWrite.Entry> effective(MessageWrite message) {
        Set<Claim> claimed = new HashSet<>();
        if (message.mid() != null) {
            claimed.add(new Claim(message.source(), message.mid()));
        }
        return message.entries().stream().filter(entry -> entry.mid() == null
                || (!state(entry.reading().device()).isClaimed(entry.mid(), message.receivedAt())
                        && claimed.add(new Claim(entry.reading().device(), entry.mid()))))
                .toList();
    }

    private Map<Sighting, Observation> observe(MessageWrite message, List<MessageWrite.Entry> effective,
            Watching watching) {
        Map<DeviceKey, List<Reading>> seen = new TreeMap<>();
        if (!effective.isEmpty()) {
            seen.put(message.source(), new ArrayList<>());
        }
        effective.forEach(entry -> seen.computeIfAbsent(entry.reading().device(), _ -> new ArrayList<>())
                .add(entry.reading()));
        Map<Sighting, Observation> observations = new LinkedHashMap<>();
        seen.forEach((device, readings) -> {
            DeviceState state = state(device);
            if (watching.watches(device, state.device.online())) {
                Sighting sighting = Watch.sighting(state, readings, message.receivedAt());
                Observation observation = watching.observe(sighting, watch.ids(device.tenant()));
                observation.changes(sighting.watch());
                observations.put(sighting, observation);
            }
        });
        return observations;
    }

    private WriteResult writeEntries(MessageWrite message, List<MessageWrite.Entry> effective) {
        WriteCounts counts = new WriteCounts();
        counts.unchanged = values(message.entries()) - values(effective);
        List<Told> changed = new ArrayList<>();
        for (MessageWrite.Entry entry : effective) {
            DeviceState state = state(entry.reading().device());
            if (entry.mid() != null) {
                state.claim(entry.mid(), message.receivedAt());
            }
            DeviceKey device = entry.reading().device();
            state.merge(entry.reading(), counts).ifPresent(stored -> changed.add(new Told(device, stored)));
            state.seenAt(message.receivedAt());
            state(message.source()).seenAt(message.receivedAt());
        }
        changed.forEach(told -> memory.markChanged(told.device(), told.reading()));
        memory.tell(changed);
        return new WriteResult.Written(counts.added, counts.unchanged, counts.overwritten, counts.late);
    }

    private static int values(List<MessageWrite.Entry> entries) {
        return entries.stream().mapToInt(entry -> entry.reading().values().size()).sum();
    }

    private DeviceState state(DeviceKey device) {
        DeviceState state = memory.devices.get(device);
        if (state == null) {
            throw new IllegalStateException("checked before: " + device);
        }
        return state;
    }
}
