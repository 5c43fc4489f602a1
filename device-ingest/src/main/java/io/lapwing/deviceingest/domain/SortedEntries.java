package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Entry;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.Refusal;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.Text;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The entries of a message, sorted by what becomes of each.
final class SortedEntries {

    private static final int SHOWN_CHILD = 64;

    private final ReceivedMessage message;
    private final KnownDevices known;
    private final Quarantine quarantine;
    private final List<MessageWrite.Entry> stored = new ArrayList<>();
    private final List<QuarantinedMessage> setAside = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private boolean anyAccepted;

    private SortedEntries(ReceivedMessage message, KnownDevices known, Quarantine quarantine) {
        this.message = message;
        this.known = known;
        this.quarantine = quarantine;
    }

    static SortedEntries of(ReceivedMessage message, List<Entry> entries, KnownDevices known, Quarantine quarantine) {
        SortedEntries sorted = new SortedEntries(message, known, quarantine);
        for (int index = 0; index < entries.size(); index++) {
            sorted.sort(index, entries.get(index));
        }
        return sorted;
    }

    List<MessageWrite.Entry> stored() {
        return stored;
    }

    List<QuarantinedMessage> setAside() {
        return setAside;
    }

    List<Refusal> refusals() {
        return refusals;
    }

    /// Whether anything can be taken: a value, or the message that there is none.
    boolean anyAccepted() {
        return anyAccepted;
    }

    private void sort(int index, Entry entry) {
        String child = entry.child();
        Optional<DeviceKey> device = child == null
                ? Optional.of(message.device())
                : known.child(message.device(), child);
        if (device.isPresent()) {
            sort(index, entry, device.get());
        } else if (child != null) {
            Fault fault = unknownChild(index, child);
            refuse(index, fault);
            setAside.add(quarantine.entryOfUnknownChild(message, child, entry, fault));
        }
    }

    private void sort(int index, Entry entry, DeviceKey device) {
        Optional<Fault> fault = faultOf(index, entry);
        if (fault.isPresent()) {
            refuse(index, fault.get());
            setAside.add(Quarantine.entry(message, device, entry, fault.get()));
        } else {
            accept(entry, device);
        }
    }

    private void accept(Entry entry, DeviceKey device) {
        refusals.addAll(entry.refusals());
        if (!entry.values().isEmpty()) {
            stored.add(new MessageWrite.Entry(new Reading(device, keyOf(entry), entry.values()), entry.mid()));
        }
        anyAccepted |= !entry.values().isEmpty() || entry.refusals().isEmpty();
    }

    private Optional<Fault> faultOf(int index, Entry entry) {
        Refusal frame = entry.frameRefusal();
        if (frame != null) {
            return Optional.of(new Fault(frame.code(), frame.reason()));
        }
        Long ts = entry.tsMillis();
        return ts == null ? Optional.empty() : TsRule.check(index, ts, message.receivedAt());
    }

    private ReadingKey keyOf(Entry entry) {
        Long ts = entry.tsMillis();
        Instant at = ts == null ? message.receivedAt().truncatedTo(ChronoUnit.MILLIS) : Instant.ofEpochMilli(ts);
        return new ReadingKey(at, entry.seq());
    }

    private void refuse(int index, Fault fault) {
        refusals.add(new Refusal(index, null, fault.code(), fault.reason()));
    }

    private static Fault unknownChild(int index, String child) {
        return new Fault(RefusalCode.UNKNOWN_CHILD, "Entry " + index + " is of \"" + Text.printable(child, SHOWN_CHILD)
                + "\", which is not registered with this gateway.");
    }
}
