package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.inmemory.DeviceState.WriteCounts;
import io.lapwing.sharedmodel.inmemory.Memory.QuarantineKey;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.WriteResult;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Writes one message: first everything that speaks against it, then all that it brings.
final class MessageWriter {

    private final Memory memory;
    private final InstantSource clock;

    MessageWriter(Memory memory, InstantSource clock) {
        this.memory = memory;
        this.clock = clock;
    }

    WriteResult write(MessageWrite message) {
        if (isMidTaken(message) || isReplayVoid(message)) {
            return new WriteResult.AlreadySeen();
        }
        Optional<DeviceKey> missing = missingDevice(message);
        if (missing.isPresent()) {
            return new WriteResult.NoSuchDevice(missing.get());
        }
        claimMid(message);
        endReplayed(message);
        message.quarantined().forEach(this::quarantine);
        return writeEntries(message);
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

    private WriteResult writeEntries(MessageWrite message) {
        WriteCounts counts = new WriteCounts();
        for (MessageWrite.Entry entry : message.entries()) {
            DeviceState state = state(entry.reading().device());
            MessageId mid = entry.mid();
            if (mid != null && state.isClaimed(mid, message.receivedAt())) {
                counts.unchanged += entry.reading().values().size();
                continue;
            }
            if (mid != null) {
                state.claim(mid, message.receivedAt());
            }
            state.merge(entry.reading(), counts);
            state.seenAt(message.receivedAt());
            state(message.source()).seenAt(message.receivedAt());
        }
        return new WriteResult.Written(counts.added, counts.unchanged, counts.overwritten, counts.late);
    }

    private DeviceState state(DeviceKey device) {
        DeviceState state = memory.devices.get(device);
        if (state == null) {
            throw new IllegalStateException("checked before: " + device);
        }
        return state;
    }
}
