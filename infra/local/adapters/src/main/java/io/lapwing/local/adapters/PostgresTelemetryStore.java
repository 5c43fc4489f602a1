package io.lapwing.local.adapters;

import io.lapwing.local.adapters.AppendTransaction.Outcome;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.Bucket;
import io.lapwing.sharedmodel.telemetry.BucketQuery;
import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.ReadingsQuery;
import io.lapwing.sharedmodel.telemetry.StoredReading;
import io.lapwing.sharedmodel.telemetry.WriteResult;
import io.lapwing.sharedmodel.watch.DeviceWatcher;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Readings in the table `reading`, one row for each (device, ts, seq) with its values packed, and one transaction for
/// each batch.
public final class PostgresTelemetryStore implements TelemetryStore {

    private final PostgresDatabase database;
    private final DeviceWatcher watcher;
    private final StoreMemory memory = StoreMemory.empty();
    private final AppendTransaction.Surroundings surroundings;
    private final ReadingAttempts attempts;
    private final ReadingQueries queries;

    /// @param clock when a replay was taken, and which days have ended
    /// @param watcher asked what follows from what is appended
    public PostgresTelemetryStore(PostgresDatabase database, InstantSource clock, DeviceWatcher watcher) {
        this.database = database;
        this.watcher = watcher;
        surroundings = new AppendTransaction.Surroundings(memory, new ReadingFeedRows(new ListenedTenants()),
                new ChangedDays(clock), clock);
        attempts = new ReadingAttempts(database);
        queries = new ReadingQueries(database);
    }

    @Override
    public List<WriteResult> append(List<MessageWrite> writes) {
        if (writes.isEmpty()) {
            return List.of();
        }
        List<PreparedWrite> prepared = writes.stream().map(PreparedWrite::of).toList();
        AppendTransaction transaction = new AppendTransaction(prepared,
                watcher.watching(PreparedWrite.devices(prepared)), surroundings);
        Outcome outcome = attempts.run(PreparedWrite.times(writes),
                () -> database.write("TelemetryStore.append", writes.size() + " messages", transaction::run));
        memory.catalogue().remember(outcome.moves());
        surroundings.days().remember(outcome.days());
        if (outcome.hasEvents()) {
            database.outboxSigns().give();
        }
        return outcome.results();
    }

    @Override
    public Page<StoredReading> readings(ReadingsQuery query, PageRequest page) {
        return queries.readings(query, page);
    }

    @Override
    public Map<MetricName, LatestValue> latest(DeviceKey device, Set<MetricName> metrics) {
        return queries.latest(device, metrics);
    }

    @Override
    public Optional<Instant> firstReadingAt(ReadingsQuery query) {
        return queries.firstReadingAt(query);
    }

    @Override
    public List<Bucket> buckets(BucketQuery query) {
        return BucketSums.query(database, query);
    }
}
