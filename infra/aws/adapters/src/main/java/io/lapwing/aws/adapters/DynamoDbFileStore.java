package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.file.FileFilter;
import io.lapwing.sharedmodel.file.FileId;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.FileStore;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Files as items of the registry table, in the list of their tenant.
public final class DynamoDbFileStore implements FileStore {

    private static final String CLAIM = "FileStore.claimBytes";
    private static final String HOLDER = "file";
    /// Sorts behind every id.
    private static final String NEWEST = "g";
    /// So much is read for a page where some of it will not be wanted.
    private static final int READ_TO_FILTER = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final DynamoDatabase database;
    private final FileKeys keys;
    private final FileWrites writes;

    public DynamoDbFileStore(DynamoDatabase database) {
        this.database = database;
        this.keys = database.keys().files();
        this.writes = new FileWrites(database);
    }

    @Override
    public Optional<StoredFile> find(FileKey key) {
        return writes.find("FileStore.find", key);
    }

    /// What a filter leaves out is read, too. A cursor is the id that the page ended with.
    @Override
    public Page<StoredFile> list(TenantId tenant, FileFilter filter, PageRequest page) {
        int wanted = page.limit() + 1;
        int piece = filter.equals(FileFilter.ALL) ? wanted : Math.max(wanted, READ_TO_FILTER);
        MergedList list = new MergedList(database, "FileStore.list", List.of(FileKeys.files(tenant)),
                Objects.requireNonNullElse(page.after(), NEWEST), piece);
        List<StoredFile> found = new ArrayList<>();
        boolean more = true;
        while (more && found.size() < wanted) {
            List<Map<String, AttributeValue>> read = list.take(piece);
            read.stream().map(FileWrites::read).filter(filter::takes).forEach(found::add);
            more = read.size() == piece;
        }
        return found.size() < wanted ? new Page<>(found, null)
                : new Page<>(found.subList(0, page.limit()), found.get(page.limit() - 1).key().id().value());
    }

    @Override
    public boolean save(StoredFile file, List<RecordedEvent> events) {
        return writes.save("FileStore.save", file, events);
    }

    @Override
    public FileId claimBytes(StoredFile file) {
        Sha256 digest = Optional.ofNullable(file.sha256())
                .orElseThrow(() -> new IllegalArgumentException("the digest of " + file.key() + " is not known"));
        DynamoDbKey claim = keys.bytes(file, digest);
        @Nullable
        FileId failed = null;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int round = 1;; round++) {
            Map<String, AttributeValue> held = claim(claim, file.key().id(), failed);
            if (held == null) {
                return file.key().id();
            }
            FileId holder = new FileId(Items.text(held, HOLDER));
            if (holder.equals(file.key().id()) || !hasFailed(new FileKey(file.key().tenant(), holder))) {
                return holder;
            }
            failed = holder;
            DynamoDatabase.pause(CLAIM, claim.toString(), round, deadline);
        }
    }

    /// @param instead of whom; null where nobody has it
    /// @return who has it instead; null if it was taken
    private @Nullable Map<String, AttributeValue> claim(DynamoDbKey claim, FileId file, @Nullable FileId instead) {
        return database.write(CLAIM, claim.toString(), dynamoDb -> dynamoDb.putItem(request -> {
            request.tableName(claim.table()).item(Writes.item(claim, Map.of(HOLDER, Items.of(file.value()))))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
            if (instead == null) {
                request.conditionExpression("attribute_not_exists(pk)");
            } else {
                request.conditionExpression("#file = :instead").expressionAttributeNames(Map.of("#file", HOLDER))
                        .expressionAttributeValues(Map.of(":instead", Items.of(instead.value())));
            }
        }));
    }

    private boolean hasFailed(FileKey key) {
        return writes.find(CLAIM, key).map(file -> file.state() == FileState.FAILED).orElse(true);
    }

    @Override
    public List<StoredFile> overdue(Instant before, int max) {
        return IntStream.range(0, Keys.listShards()).mapToObj(FileKeys::awaited)
                .flatMap(shard -> overdue(shard, before, max).stream())
                .sorted(Comparator.comparing(file -> file.times().uploadEndsAt())).limit(max).toList();
    }

    private List<StoredFile> overdue(String shard, Instant before, int max) {
        String operation = "FileStore.overdue";
        List<DynamoDbKey> places = database.query(operation,
                Queries.of(database.tables().registry(), shard, "sk < :end",
                        Map.of(":end", Items.of(FileKeys.awaitedUntil(before)))).limit(max).build())
                .items().stream().map(place -> keys.file(FileKeys.awaitedAt(Items.text(place, DynamoDbKey.SK))))
                .toList();
        return database.getAll(operation, places).values().stream().map(FileWrites::read)
                .filter(file -> file.state() == FileState.AWAITING_UPLOAD).toList();
    }
}
