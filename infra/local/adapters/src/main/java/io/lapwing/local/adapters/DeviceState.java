package io.lapwing.local.adapters;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// A row of `device_state`, held by the transaction that it changes in.
final class DeviceState {

    private final long deviceKey;
    private @Nullable Long lastTs;
    private @Nullable Long lastSeq;
    private long lastSeenAt;
    private boolean changed;

    /// @param lastTs with `lastSeq` the key of the newest reading; null where there is none
    DeviceState(long deviceKey, @Nullable Long lastTs, @Nullable Long lastSeq, long lastSeenAt) {
        this.deviceKey = deviceKey;
        this.lastTs = lastTs;
        this.lastSeq = lastSeq;
        this.lastSeenAt = lastSeenAt;
    }

    /// Moves to a reading, if it is newer.
    ///
    /// @return whether it is late
    boolean advanceTo(RowKey key, long receivedAt) {
        changed = true;
        lastSeenAt = Math.max(lastSeenAt, receivedAt);
        if (lastTs != null && key.isOlderThan(lastTs, Objects.requireNonNull(lastSeq))) {
            return true;
        }
        lastTs = key.ts();
        lastSeq = key.seq();
        return false;
    }

    void seenAt(long receivedAt) {
        changed = true;
        lastSeenAt = Math.max(lastSeenAt, receivedAt);
    }

    boolean changed() {
        return changed;
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

    long lastSeenAt() {
        return lastSeenAt;
    }
}
