package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.QuarantineStore;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.quarantine.QuarantineId;
import io.lapwing.sharedmodel.watch.DeviceWatcher;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Shows the quarantined messages that [DynamoDbTelemetryStore] took in: one item each, and its place in a list that is
/// spread over shards.
public final class DynamoDbQuarantineStore implements QuarantineStore {

    private static final String LIST = "QuarantineStore.list";
    /// Sorts behind every place of the list: these begin with hex digits.
    private static final String BEHIND_ALL = "g";

    private final DynamoDatabase database;
    private final TelemetryWrites writes;

    /// @param watcher of what others left behind in the journal, and this completes
    public DynamoDbQuarantineStore(DynamoDatabase database, DeviceWatcher watcher) {
        this.database = database;
        this.writes = new TelemetryWrites(database, InstantSource.system(), watcher, (_, _) -> {});
    }

    /// A cursor is the place in the list that the page ended with.
    @Override
    public Page<QuarantineEntry> list(TenantId tenant, PageRequest page) {
        writes.journal().completeFor(tenant, part -> !part.quarantined().isEmpty());
        List<String> shards = IntStream.range(0, Keys.listShards())
                .mapToObj(shard -> Keys.quarantineList(tenant, shard)).toList();
        String before = Objects.requireNonNullElse(page.after(), BEHIND_ALL);
        List<String> places = new MergedList(database, LIST, shards, before, page.limit() + 1).take(page.limit() + 1)
                .stream().map(item -> Items.text(item, DynamoDbKey.SK)).toList();
        List<String> taken = places.subList(0, Math.min(page.limit(), places.size()));
        return new Page<>(entries(tenant, taken), places.size() > page.limit() ? taken.getLast() : null);
    }

    private List<QuarantineEntry> entries(TenantId tenant, List<String> places) {
        List<DynamoDbKey> keys = places.stream()
                .map(place -> database.keys().quarantined(tenant, Keys.quarantinedAt(place))).toList();
        Map<DynamoDbKey, Map<String, AttributeValue>> items = database.getAll(LIST, keys);
        return keys.stream().flatMap(key -> Optional.ofNullable(items.get(key)).stream()).map(QuarantineItems::read)
                .toList();
    }

    @Override
    public Optional<QuarantineEntry> find(TenantId tenant, QuarantineId id) {
        writes.journal().completeFor(tenant, part -> !part.quarantined().isEmpty());
        return database.get("QuarantineStore.find", database.keys().quarantined(tenant, id))
                .map(QuarantineItems::read);
    }
}
