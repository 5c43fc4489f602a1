package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.json.WatchJson;
import io.lapwing.sharedmodel.shadow.Shadow;
import io.lapwing.sharedmodel.shadow.ShadowName;
import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.StoredReading;
import io.lapwing.sharedmodel.watch.DeviceWatch;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/// A device with all that hangs on it, which goes when it goes.
final class DeviceState {

    Device device;
    final TreeMap<ReadingKey, StoredReading> readings = new TreeMap<>();
    final Map<MetricName, LatestValue> latest = new HashMap<>();
    final Map<CommandId, Command> commands = new HashMap<>();
    final Map<ShadowName, Shadow> shadows = new HashMap<>();
    private final Map<MessageId, Instant> claims = new HashMap<>();
    private byte @Nullable [] watch;

    DeviceState(Device device) {
        this.device = device;
    }

    boolean isClaimed(MessageId mid, Instant now) {
        Instant claimedUntil = claims.get(mid);
        return claimedUntil != null && now.isBefore(claimedUntil);
    }

    void claim(MessageId mid, Instant now) {
        claims.put(mid, now.plus(MessageId.LIFE));
    }

    /// @param now when it is looked at
    DeviceWatch watchAt(Instant now) {
        return watch == null ? DeviceWatch.nothingAt(now) : WatchJson.read(watch);
    }

    DeviceWatch watch() {
        return watch == null ? DeviceWatch.NOTHING : WatchJson.read(watch);
    }

    void remember(DeviceWatch next) {
        watch = WatchJson.write(next);
        device = new Device(device.key(), device.profile(), next.presence().online(), device.lastSeenAt(),
                device.createdAt(), device.updatedAt(), device.version());
    }

    void seenAt(Instant receivedAt) {
        Instant seen = receivedAt.truncatedTo(ChronoUnit.MILLIS);
        if (device.lastSeenAt() == null || seen.isAfter(device.lastSeenAt())) {
            device = new Device(device.key(), device.profile(), device.online(), seen, device.createdAt(),
                    device.updatedAt(), device.version());
        }
    }

    /// Merges a reading into what is there.
    ///
    /// @return the reading as it is from now on, if that changed anything
    Optional<StoredReading> merge(Reading reading, WriteCounts counts) {
        int changedBefore = counts.added + counts.overwritten;
        ReadingKey key = new ReadingKey(reading.key().ts().truncatedTo(ChronoUnit.MILLIS), reading.key().seq());
        StoredReading stored = readings.get(key);
        boolean late = !readings.isEmpty() && key.compareTo(readings.lastKey()) < 0;
        if (stored == null && late) {
            counts.late++;
        }
        Map<MetricName, MetricValue> merged = new LinkedHashMap<>(stored == null ? Map.of() : stored.values());
        reading.values().forEach((metric, value) -> {
            counts.count(merged.put(metric, value), value);
            latest.merge(metric, new LatestValue(key, value), DeviceState::newer);
        });
        StoredReading now = new StoredReading(key, stored == null ? late : stored.late(), merged);
        readings.put(key, now);
        return counts.added + counts.overwritten > changedBefore ? Optional.of(now) : Optional.empty();
    }

    private static LatestValue newer(LatestValue known, LatestValue written) {
        return written.key().compareTo(known.key()) >= 0 ? written : known;
    }

    /// How many values a message brought, by what became of them.
    static final class WriteCounts {

        int added;
        int unchanged;
        int overwritten;
        int late;

        private void count(@Nullable MetricValue old, MetricValue value) {
            if (old == null) {
                added++;
            } else if (Numbers.same(old, value)) {
                unchanged++;
            } else {
                overwritten++;
            }
        }
    }
}
