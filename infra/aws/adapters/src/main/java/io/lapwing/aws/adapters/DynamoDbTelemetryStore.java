package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.Bucket;
import io.lapwing.sharedmodel.telemetry.BucketQuery;
import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.ReadingsQuery;
import io.lapwing.sharedmodel.telemetry.StoredReading;
import io.lapwing.sharedmodel.telemetry.WriteResult;
import io.lapwing.sharedmodel.watch.DeviceWatcher;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/// Readings in packs: what a transaction brings of a device is one item, in the table of readings. The items, and what
/// they cost, are described in `docs/dynamodb.md`.
public final class DynamoDbTelemetryStore implements TelemetryStore {

    private static final int FIRST_BUCKET_PAGE = 500;

    private final DynamoDatabase database;
    private final TelemetryWrites writes;

    /// @param clock when a replay was taken
    /// @param watcher also of what others left behind in the journal, and whoever reads completes
    public DynamoDbTelemetryStore(DynamoDatabase database, InstantSource clock, DeviceWatcher watcher) {
        this(database, clock, watcher, (_, _) -> {});
    }

    /// @param listener is told of each device which of its readings are new, or others now, as they are kept, once they
    /// are; it must not throw, and is not told again
    public DynamoDbTelemetryStore(DynamoDatabase database, InstantSource clock, DeviceWatcher watcher,
            BiConsumer<DeviceKey, List<StoredReading>> listener) {
        this.database = database;
        this.writes = new TelemetryWrites(database, clock, watcher, listener);
    }

    @Override
    public List<WriteResult> append(List<MessageWrite> messages) {
        return writes.append(messages);
    }

    @Override
    public Page<StoredReading> readings(ReadingsQuery query, PageRequest page) {
        ReadingKey after = ReadingPosition.read(page.after()).orElse(null);
        Iterator<StoredReading> readings = sweep("TelemetryStore.readings", query, after, page.limit() + 1);
        List<StoredReading> items = new ArrayList<>();
        while (items.size() < page.limit() && readings.hasNext()) {
            items.add(readings.next());
        }
        return new Page<>(items, readings.hasNext() ? ReadingPosition.write(items.getLast().key()) : null);
    }

    @Override
    public Map<MetricName, LatestValue> latest(DeviceKey device, Set<MetricName> metrics) {
        complete(device);
        return new LatestSearch(database, metrics).of(device);
    }

    @Override
    public Optional<Instant> firstReadingAt(ReadingsQuery query) {
        Iterator<StoredReading> readings = sweep("TelemetryStore.firstReadingAt", query, null, 1);
        return readings.hasNext() ? Optional.of(readings.next().key().ts()) : Optional.empty();
    }

    @Override
    public List<Bucket> buckets(BucketQuery query) {
        ReadingsQuery all = new ReadingsQuery(query.device(), query.metrics(), query.bounds().getFirst(),
                query.bounds().getLast());
        return BucketSums.of(query.bounds(),
                sweep("TelemetryStore.buckets", all, null, FIRST_BUCKET_PAGE));
    }

    private void complete(DeviceKey device) {
        writes.journal().completeFor(device.tenant(),
                part -> part.entries().stream().anyMatch(entry -> entry.reading().device().equals(device)));
    }

    private Iterator<StoredReading> sweep(String operation, ReadingsQuery query, @Nullable ReadingKey after,
            int page) {
        complete(query.device());
        return database.get(operation, database.keys().state(query.device()))
                .map(item -> StateItem.of(query.device(), item))
                .<Iterator<StoredReading>>map(state -> new ReadingSweep(database, operation, state, query,
                        after, page))
                .orElseGet(Collections::emptyIterator);
    }
}
