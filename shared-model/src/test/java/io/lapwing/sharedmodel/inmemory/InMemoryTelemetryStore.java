package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.Bucket;
import io.lapwing.sharedmodel.telemetry.BucketQuery;
import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.ReadingsQuery;
import io.lapwing.sharedmodel.telemetry.StoredReading;
import io.lapwing.sharedmodel.telemetry.WriteResult;
import io.lapwing.sharedmodel.watch.DeviceWatcher;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Watching;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// Keeps readings in memory, beside the devices that they hang on.
final class InMemoryTelemetryStore implements TelemetryStore {

    private final Memory memory;
    private final DeviceWatcher watcher;
    private final MessageWriter writer;

    InMemoryTelemetryStore(Memory memory, InstantSource clock, DeviceWatcher watcher) {
        this.memory = memory;
        this.watcher = watcher;
        this.writer = new MessageWriter(memory, clock);
    }

    @Override
    public List<WriteResult> append(List<MessageWrite> writes) {
        Watching watching = watcher.watching(devices(writes));
        synchronized (memory) {
            return writes.stream().map(message -> writer.write(message, watching)).toList();
        }
    }

    private static Set<DeviceKey> devices(List<MessageWrite> writes) {
        Set<DeviceKey> devices = new HashSet<>();
        for (MessageWrite message : writes) {
            devices.add(message.source());
            message.entries().forEach(entry -> devices.add(entry.reading().device()));
        }
        return devices;
    }

    @Override
    public Page<StoredReading> readings(ReadingsQuery query, PageRequest page) {
        synchronized (memory) {
            List<StoredReading> ahead = matching(query).filter(reading -> isAfter(reading.key(), page.after()))
                    .limit(page.limit() + 1L).toList();
            if (ahead.size() <= page.limit()) {
                return new Page<>(ahead, null);
            }
            List<StoredReading> items = ahead.subList(0, page.limit());
            ReadingKey last = items.getLast().key();
            return new Page<>(items, last.ts() + "/" + last.seq());
        }
    }

    private static boolean isAfter(ReadingKey key, @Nullable String position) {
        if (position == null) {
            return true;
        }
        int slash = position.indexOf('/');
        ReadingKey last = new ReadingKey(Instant.parse(position.substring(0, slash)),
                Long.parseLong(position.substring(slash + 1)));
        return key.compareTo(last) > 0;
    }

    @Override
    public Map<MetricName, LatestValue> latest(DeviceKey device, Set<MetricName> metrics) {
        synchronized (memory) {
            DeviceState state = memory.devices.get(device);
            Map<MetricName, LatestValue> found = state == null ? new HashMap<>() : new HashMap<>(state.latest);
            if (!metrics.isEmpty()) {
                found.keySet().retainAll(metrics);
            }
            return found;
        }
    }

    @Override
    public Optional<Instant> firstReadingAt(ReadingsQuery query) {
        synchronized (memory) {
            return matching(query).map(reading -> reading.key().ts()).findFirst();
        }
    }

    @Override
    public List<Bucket> buckets(BucketQuery query) {
        synchronized (memory) {
            return BucketSums.of(query, (from, to) -> matching(
                    new ReadingsQuery(query.device(), query.metrics(), from, to)).toList());
        }
    }

    /// Readings of the query in their order, with only its metrics, and none without one.
    private Stream<StoredReading> matching(ReadingsQuery query) {
        DeviceState state = memory.devices.get(query.device());
        if (state == null || !query.from().isBefore(query.to())) {
            return Stream.empty();
        }
        return state.readings.subMap(new ReadingKey(query.from(), Long.MIN_VALUE), true,
                new ReadingKey(query.to(), Long.MIN_VALUE), false).values().stream()
                .map(reading -> only(query.metrics(), reading)).filter(reading -> !reading.values().isEmpty());
    }

    private static StoredReading only(Set<MetricName> metrics, StoredReading reading) {
        if (metrics.isEmpty()) {
            return reading;
        }
        Map<MetricName, MetricValue> wanted = new LinkedHashMap<>(reading.values());
        wanted.keySet().retainAll(metrics);
        return new StoredReading(reading.key(), reading.late(), wanted);
    }
}
