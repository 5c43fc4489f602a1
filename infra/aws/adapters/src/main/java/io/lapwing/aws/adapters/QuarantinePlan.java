package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// What one transaction does to quarantined messages.
final class QuarantinePlan {

    private final Map<QuarantineKey, QuarantineEntry> held;
    private final Map<QuarantineKey, QuarantineEntry> changed = new LinkedHashMap<>();
    private final Instant now;

    QuarantinePlan(Map<QuarantineKey, QuarantineEntry> held, Instant now) {
        this.held = held;
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
    }

    boolean waits(QuarantineKey key) {
        QuarantineEntry entry = entry(key);
        return entry != null && entry.replayedAt() == null;
    }

    void endWait(QuarantineKey key) {
        QuarantineEntry known = entry(key);
        if (known != null) {
            changed.put(key, new QuarantineEntry(known.message(), known.firstReceivedAt(), known.occurrences(), now,
                    known.version() + 1));
        }
    }

    /// What comes again waits for a replay again, unless it comes out of one.
    void add(QuarantinedMessage message, boolean outOfReplay) {
        QuarantineKey key = new QuarantineKey(message.device().tenant(), message.id());
        QuarantineEntry known = entry(key);
        if (known == null) {
            changed.put(key, new QuarantineEntry(message, message.receivedAt(), 1, null, 1));
        } else {
            boolean newer = message.receivedAt().isAfter(known.message().receivedAt());
            changed.put(key, new QuarantineEntry(newer ? message : known.message(), known.firstReceivedAt(),
                    known.occurrences() + 1, outOfReplay ? known.replayedAt() : null, known.version() + 1));
        }
    }

    void writeTo(ItemWrites writes, Keys keys) {
        changed.forEach((key, entry) -> {
            DynamoDbKey place = keys.quarantined(key.tenant(), key.id());
            QuarantineEntry before = held.get(key);
            if (before == null) {
                writes.putNew(place, QuarantineItems.write(entry));
                writes.put(keys.quarantineList(key.tenant(), key.id(), entry.firstReceivedAt()),
                        Map.of(QuarantineItems.DEVICE, Items.of(entry.message().device().device().value())));
            } else {
                writes.putIf(place, QuarantineItems.write(entry), "#version = :version",
                        Map.of(QuarantineItems.VERSION, Items.of(before.version())));
            }
        });
    }

    private @Nullable QuarantineEntry entry(QuarantineKey key) {
        QuarantineEntry entry = changed.get(key);
        return entry == null ? held.get(key) : entry;
    }
}
