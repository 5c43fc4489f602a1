package io.lapwing.aws.adapters;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Walks through a shard of the outbox from key to key, past what waits behind the first event of each.
final class OutboxHeads {

    private static final String OPERATION = "Outbox.take";
    private static final int PAGE = 50;
    /// The character after the one that ends a key: behind all events of the key.
    private static final String BEHIND = "$";

    private final DynamoDatabase database;
    private final String partition;
    private Iterator<Map<String, AttributeValue>> page = List.<Map<String, AttributeValue>>of().iterator();
    /// Where the page after this one begins; empty when there is none.
    private Optional<String> nextPage = Optional.of(" ");
    private String lastKey = "";

    OutboxHeads(DynamoDatabase database, int shard) {
        this.database = database;
        partition = Keys.outbox(shard);
    }

    boolean hasNext() {
        while (!page.hasNext() && nextPage.isPresent()) {
            load(nextPage.get());
        }
        return page.hasNext();
    }

    private void load(String from) {
        var response = database.query(OPERATION, Queries.of(database.tables().registry(), partition, "sk > :from",
                Map.of(":from", Items.of(from))).limit(PAGE).build());
        page = response.items().iterator();
        nextPage = response.hasLastEvaluatedKey() && !response.lastEvaluatedKey().isEmpty()
                ? Optional.of(keyOf(response.lastEvaluatedKey()) + BEHIND)
                : Optional.empty();
    }

    /// Looks at the next event of the shard.
    ///
    /// @return the event if it is the first of its key, and meets `wanted`
    Optional<Map<String, AttributeValue>> next(Predicate<Map<String, AttributeValue>> wanted) {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Map<String, AttributeValue> item = page.next();
        String key = keyOf(item);
        if (key.equals(lastKey)) {
            return Optional.empty();
        }
        lastKey = key;
        return wanted.test(item) ? firstOf(key).filter(wanted) : Optional.empty();
    }

    /// A page is no snapshot: an event may be on it whose predecessor was put where the query had already been. Whoever
    /// asks now, with the event there, sees its predecessor as well.
    private Optional<Map<String, AttributeValue>> firstOf(String key) {
        DynamoDbKey beginning = new DynamoDbKey(database.tables().registry(), partition, Keys.outboxKey(key));
        return database.query(OPERATION, Queries.beginning(beginning).limit(1).build()).items().stream().findFirst();
    }

    private static String keyOf(Map<String, AttributeValue> item) {
        String sk = Items.text(item, DynamoDbKey.SK);
        return sk.substring(0, sk.lastIndexOf('#'));
    }
}
