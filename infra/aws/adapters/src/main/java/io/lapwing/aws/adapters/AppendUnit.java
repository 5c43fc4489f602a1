package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;
import io.lapwing.sharedmodel.telemetry.MessageWrite;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// What is written whole or not at all: a message, or a part of one that was too large for a transaction.
///
/// @param part null for a message
record AppendUnit(MessageWrite write, @Nullable Part part) {

    /// A part of a journal's message.
    ///
    /// @param journal the id of the journal
    /// @param marker the item that says that this part was written, and what it came to; null for a piece of it that is
    /// not the last
    /// @param incarnations of the message's devices: who has been registered again since gets nothing of it
    /// @param outOfReplay whether the message is a replay
    record Part(String journal, @Nullable DynamoDbKey marker, Map<DeviceKey, String> incarnations,
            boolean outOfReplay) {}

    static AppendUnit of(MessageWrite write) {
        return new AppendUnit(write, null);
    }

    /// The item that says that this was written; null if none does.
    @Nullable
    DynamoDbKey marker() {
        return part == null ? null : part.marker();
    }

    /// A part in two.
    ///
    /// @throws IllegalArgumentException
    ///             if it is one reading or none: that is no more than a transaction takes
    List<AppendUnit> halves() {
        int middle = write.entries().size() / 2;
        if (part == null || middle == 0) {
            throw new IllegalArgumentException("more for " + devices() + " than one transaction takes");
        }
        Part first = new Part(part.journal(), null, part.incarnations(), part.outOfReplay());
        return List.of(new AppendUnit(with(write.entries().subList(0, middle), List.of()), first),
                new AppendUnit(with(write.entries().subList(middle, write.entries().size()), write.quarantined()),
                        part));
    }

    private MessageWrite with(List<MessageWrite.Entry> entries, List<QuarantinedMessage> quarantined) {
        return new MessageWrite(write.source(), write.mid(), write.receivedAt(), entries, quarantined,
                write.replayOf());
    }

    /// The devices whose state it may change; that of who only quarantines is needed for the claim of his message id.
    Set<DeviceKey> devices() {
        Set<DeviceKey> devices = new LinkedHashSet<>();
        if (!write.entries().isEmpty() || write.mid() != null) {
            devices.add(write.source());
        }
        write.entries().forEach(entry -> devices.add(entry.reading().device()));
        return devices;
    }

    Set<QuarantineKey> quarantine() {
        Set<QuarantineKey> keys = new LinkedHashSet<>();
        if (write.replayOf() != null) {
            keys.add(new QuarantineKey(write.source().tenant(), write.replayOf()));
        }
        for (QuarantinedMessage message : write.quarantined()) {
            keys.add(new QuarantineKey(message.device().tenant(), message.id()));
        }
        return keys;
    }

    /// The message ids that it claims.
    Set<ClaimKey> claims() {
        Set<ClaimKey> claims = new LinkedHashSet<>();
        if (write.mid() != null) {
            claims.add(new ClaimKey(write.source(), write.mid()));
        }
        for (MessageWrite.Entry entry : write.entries()) {
            if (entry.mid() != null) {
                claims.add(new ClaimKey(entry.reading().device(), entry.mid()));
            }
        }
        return claims;
    }

    /// How many items it takes at least, unless nothing in it is new.
    int leastItems() {
        return devices().size() + claims().size() + quarantine().size();
    }

    /// All that two units must not share to be written in any order; nothing for parts, whose order is free.
    Set<Object> concerns() {
        if (part != null) {
            return Set.of();
        }
        Set<Object> concerns = new HashSet<>(devices());
        concerns.addAll(quarantine());
        return concerns;
    }

    /// Whether an entry carries nothing but the message's own id, which is claimed with the message.
    boolean isMessagesOwn(MessageWrite.Entry entry) {
        return entry.reading().device().equals(write.source()) && Objects.equals(entry.mid(), write.mid());
    }
}
