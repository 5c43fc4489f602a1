package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.port.ReadingLoader.Counts;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// One step that a file takes. It is begun under a claim, so that of two that begin different ones for the same version
/// of a file one gives way before it has changed anything. Each part of it leaves behind what it came to, in its own
/// transaction, so that whoever does the step once more counts as the first did.
final class LoadStep {

    /// A message stays in its queue for 14 days, and for 14 more as a dead letter that somebody sends back.
    private static final Duration KEPT = Duration.ofDays(30);
    private static final String ROWS = "rows";
    private static final String VERSION = "v";
    private static final String CHANGED = "changed";
    private static final String UNCHANGED = "unchanged";

    private final DynamoDatabase database;
    private final FileKeys keys;
    private final String operation;
    private final FileKey file;
    private final long version;
    private final long firstRow;
    private final String digest;
    private final Instant now;

    LoadStep(DynamoDatabase database, String operation, StoredFile file, List<LoadPart> parts, Instant now) {
        this.database = database;
        this.keys = database.keys().files();
        this.operation = operation;
        this.file = file.key();
        this.version = file.version();
        this.firstRow = file.progress().rowsRead();
        this.digest = LoadPart.digestOf(parts);
        this.now = now;
    }

    /// @return false if somebody has begun another step of this version, or one of a later version
    boolean claim() {
        DynamoDbKey key = keys.step(file);
        return database.write(operation, key.toString(), dynamoDb -> dynamoDb.putItem(request -> request
                .tableName(key.table())
                .item(Writes.item(key, Map.of(VERSION, Items.of(version), ROWS, Items.of(digest),
                        Keys.EXPIRES_AT, expiresAt())))
                .conditionExpression("attribute_not_exists(pk) or v < :v or (v = :v and #rows = :rows)")
                .expressionAttributeNames(Map.of("#rows", ROWS))
                .expressionAttributeValues(Map.of(":v", Items.of(version), ":rows", Items.of(digest)))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))) == null;
    }

    /// The step cannot be done with these rows; the next one of this version may have others.
    void giveUp() {
        database.deleteAll(operation, List.of(keys.step(file)));
    }

    /// What those parts came to that were written before.
    Map<LoadPart, Counts> done(List<LoadPart> parts) {
        Map<DynamoDbKey, LoadPart> wanted = new HashMap<>();
        parts.forEach(part -> wanted.put(key(part), part));
        Map<LoadPart, Counts> done = new HashMap<>();
        database.getAll(operation, wanted.keySet()).forEach((key, item) -> {
            LoadPart part = wanted.get(key);
            if (part != null && part.digest().equals(Items.text(item, ROWS))) {
                done.put(part, new Counts((int) Items.number(item, CHANGED), (int) Items.number(item, UNCHANGED)));
            }
        });
        return done;
    }

    /// Adds to a transaction what a part comes to by it. If that was noted before, somebody has overtaken this process,
    /// and may have changed the rows since: then the transaction is refused.
    void mark(LoadPart part, Counts counts, ItemWrites writes) {
        writes.putIf(key(part), Map.of(ROWS, Items.of(part.digest()), CHANGED, Items.of(counts.changed()), UNCHANGED,
                Items.of(counts.unchanged()), Keys.EXPIRES_AT, expiresAt()),
                "attribute_not_exists(pk) or #rows <> :rows", Map.of(ROWS, Items.of(part.digest())));
    }

    private DynamoDbKey key(LoadPart part) {
        return keys.part(file, firstRow, part.device(), part.number());
    }

    private AttributeValue expiresAt() {
        return Items.of(now.plus(KEPT).getEpochSecond());
    }
}
