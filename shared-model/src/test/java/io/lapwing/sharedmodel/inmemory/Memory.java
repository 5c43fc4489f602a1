package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.device.TokenHash;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.json.FileJson;
import io.lapwing.sharedmodel.lake.TenantDay;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.quarantine.QuarantineId;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/// What the stores of one system share. Whoever reads or writes it holds its monitor, so that each call of a port
/// takes effect as one.
final class Memory {

    /// A token, and when it ends.
    record Grant(DeviceKey device, Instant validUntil) {}

    /// A quarantined message's place: ids are only unique within a tenant.
    record QuarantineKey(TenantId tenant, QuarantineId id) {}

    /// An alert's place: its number is only unique within a tenant.
    record AlertKey(TenantId tenant, AlertId id) {}

    final TreeMap<DeviceKey, DeviceState> devices = new TreeMap<>();
    final Map<TokenHash, Grant> grants = new HashMap<>();
    final Map<QuarantineKey, QuarantineEntry> quarantine = new HashMap<>();
    final Map<AlertKey, Alert> alerts = new HashMap<>();
    final Map<FileKey, StoredFile> files = new HashMap<>();
    final Map<TenantId, Long> alertNumbers = new HashMap<>();
    /// By their key, then by their position.
    final TreeMap<String, TreeMap<Long, OutboxEntry>> outbox = new TreeMap<>();

    /// Days whose readings have changed, each with the number of its latest change.
    final TreeMap<TenantDay, Long> changedDays = new TreeMap<>();
    private long dayVersion;

    /// Events that were put aside.
    final List<RecordedEvent> deadLetters = new ArrayList<>();

    /// What was measured, message by message, for those who listen. Commits count from 1.
    final List<List<Told>> commits = new ArrayList<>();

    /// A reading that is new, or is not what it was.
    record Told(DeviceKey device, StoredReading reading) {}

    /// An event that is not delivered yet.
    static final class OutboxEntry {

        final RecordedEvent event;
        Instant dueAt = Instant.MIN;
        int attempts;
        @Nullable
        String token;

        OutboxEntry(RecordedEvent event) {
            this.event = event;
        }
    }

    /// Puts events into the outbox; one that is there already stays as it is.
    void addToOutbox(Collection<RecordedEvent> events) {
        for (RecordedEvent event : events) {
            outbox.computeIfAbsent(event.event().orderKey(), _ -> new TreeMap<>())
                    .computeIfAbsent(event.event().position(), _ -> new OutboxEntry(event));
        }
    }

    /// Marks the day of a reading that is new, or is not what it was.
    void markChanged(DeviceKey device, StoredReading reading) {
        LocalDate date = LocalDate.ofInstant(reading.key().ts(), ZoneOffset.UTC);
        dayVersion++;
        changedDays.put(new TenantDay(device.tenant(), date), dayVersion);
    }

    /// Keeps a file as every store does, its times to the millisecond.
    void put(StoredFile file) {
        files.put(file.key(), FileJson.read(FileJson.write(file)));
    }

    void tell(List<Told> readings) {
        if (!readings.isEmpty()) {
            commits.add(List.copyOf(readings));
        }
    }
}
