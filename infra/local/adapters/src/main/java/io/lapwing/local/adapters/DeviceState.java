package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.json.WatchJson;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Sighting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// A row of `device_state`, held by the transaction that it changes in.
final class DeviceState {

    /// The row as it was found.
    ///
    /// @param lastTs with `lastSeq` the key of the newest reading; null where there is none
    record Row(@Nullable Long lastTs, @Nullable Long lastSeq, @Nullable Long lastSeenAt, boolean online) {}

    private final long deviceKey;
    private final Row before;
    private final byte @Nullable [] watch;
    private @Nullable Long lastTs;
    private @Nullable Long lastSeq;
    private long lastSeenAt;
    private long receivedAt = Long.MIN_VALUE;
    private boolean changed;
    private @Nullable List<Reading> shown;
    private @Nullable DeviceWatch next;

    /// @param watch what is remembered of the device, as [WatchJson] writes it
    DeviceState(long deviceKey, Row row, byte @Nullable [] watch) {
        this.deviceKey = deviceKey;
        before = row;
        this.watch = watch;
        lastTs = row.lastTs();
        lastSeq = row.lastSeq();
        lastSeenAt = row.lastSeenAt() == null ? Long.MIN_VALUE : row.lastSeenAt();
    }

    /// Moves to a reading, if it is newer.
    ///
    /// @return whether it is late
    boolean advanceTo(RowKey key) {
        if (lastTs != null && key.isOlderThan(lastTs, Objects.requireNonNull(lastSeq))) {
            return true;
        }
        changed = true;
        lastTs = key.ts();
        lastSeq = key.seq();
        return false;
    }

    void seenAt(long time) {
        changed = true;
        receivedAt = Math.max(receivedAt, time);
        lastSeenAt = Math.max(lastSeenAt, time);
    }

    /// From now on, readings are kept for those who watch.
    void watch() {
        shown = new ArrayList<>(1);
    }

    void show(Reading reading) {
        if (shown != null) {
            shown.add(reading);
        }
    }

    /// Whether somebody watches the device, and it was seen.
    boolean isSighted() {
        return shown != null && changed;
    }

    /// The device as it was found, with the readings that were shown since.
    Sighting sighting(DeviceKey device, KnownWatches watches) {
        Instant now = Instant.ofEpochMilli(receivedAt);
        return sighting(device, watch == null ? DeviceWatch.nothingAt(now) : watches.read(deviceKey, watch), now);
    }

    /// The device as it was found, at another time.
    Sighting sighting(DeviceKey device, Instant now) {
        return sighting(device, watch == null ? DeviceWatch.nothingAt(now) : WatchJson.read(watch), now);
    }

    private Sighting sighting(DeviceKey device, DeviceWatch remembered, Instant now) {
        return new Sighting(device, shown == null ? List.of() : shown, remembered, key(before),
                instant(before.lastSeenAt()), now);
    }

    private static @Nullable ReadingKey key(Row row) {
        return row.lastTs() == null || row.lastSeq() == null ? null
                : new ReadingKey(Instant.ofEpochMilli(row.lastTs()), row.lastSeq());
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    boolean wasOnline() {
        return before.online();
    }

    void remember(DeviceWatch following) {
        changed = true;
        next = following;
    }

    boolean changed() {
        return changed;
    }

    /// What is to be remembered from now on; null where that stays as it is.
    @Nullable
    DeviceWatch next() {
        return next;
    }

    long deviceKey() {
        return deviceKey;
    }

    @Nullable
    Long lastTs() {
        return lastTs;
    }

    @Nullable
    Long lastSeq() {
        return lastSeq;
    }

    @Nullable
    Long lastSeenAt() {
        return lastSeenAt == Long.MIN_VALUE ? null : lastSeenAt;
    }
}
