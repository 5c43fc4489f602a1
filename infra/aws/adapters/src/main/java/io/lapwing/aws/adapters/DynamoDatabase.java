package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// DynamoDB as the stores use it: every call bounded in time, every outage a [StoreUnavailable], nothing left
/// unprocessed.
///
/// Thread-safe.
public final class DynamoDatabase {

    /// What one BatchGetItem takes.
    private static final int MAX_BATCH_GET = 100;
    /// What one BatchWriteItem takes.
    private static final int MAX_BATCH_WRITE = 25;
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    /// What DynamoDB says of a request that it will never take, as an error and as a reason to cancel a transaction:
    /// faults of ours. All else may pass: no capacity, an expired right, a table that is not there yet.
    private static final Set<String> FAULTS = Set.of("ValidationException", "ValidationError", "SerializationException",
            "ConditionalCheckFailedException", "IdempotentParameterMismatchException",
            "ItemCollectionSizeLimitExceededException", "ItemCollectionSizeLimitExceeded");

    private static final Set<String> CONFLICTS = Set.of("ConditionalCheckFailed", "TransactionConflict");

    private final DynamoDbClient client;
    private final Keys keys;

    /// @param client with timeouts of its own
    public DynamoDatabase(DynamoDbClient client, DynamoDbTables tables) {
        this.client = client;
        this.keys = new Keys(tables);
    }

    Keys keys() {
        return keys;
    }

    DynamoDbTables tables() {
        return keys.tables();
    }

    /// One call.
    ///
    /// @param operation what is done, as the port's method is called
    /// @throws StoreUnavailable when DynamoDB does not answer, or asks to come back later
    <T extends @Nullable Object> T call(String operation, String key, Function<DynamoDbClient, T> call) {
        try {
            return call.apply(client);
        } catch (SdkException e) {
            throw isOutage(e) ? new StoreUnavailable(operation, key, e) : e;
        }
    }

    /// Those of `wanted` that exist, as they are after every write that has returned.
    Map<DynamoDbKey, Map<String, AttributeValue>> getAll(String operation, Collection<DynamoDbKey> wanted) {
        Map<DynamoDbKey, Map<String, AttributeValue>> found = new HashMap<>();
        List<DynamoDbKey> open = new ArrayList<>(new LinkedHashSet<>(wanted));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int round = 0;
        while (!open.isEmpty()) {
            List<DynamoDbKey> chunk = open.subList(0, Math.min(MAX_BATCH_GET, open.size()));
            BatchGetItemResponse response = call(operation, chunk.getFirst().toString(),
                    dynamoDb -> dynamoDb.batchGetItem(request -> request.requestItems(asRequest(chunk))));
            response.responses().forEach((table, items) -> items
                    .forEach(item -> found.put(DynamoDbKey.of(table, item), item)));
            List<DynamoDbKey> unprocessed = response.unprocessedKeys().entrySet().stream()
                    .flatMap(entry -> entry.getValue().keys().stream()
                            .map(attributes -> DynamoDbKey.of(entry.getKey(), attributes)))
                    .toList();
            List<DynamoDbKey> rest = new ArrayList<>(open.subList(chunk.size(), open.size()));
            rest.addAll(unprocessed);
            open = rest;
            if (!unprocessed.isEmpty()) {
                pause(operation, chunk.getFirst().toString(), ++round, deadline);
            }
        }
        return found;
    }

    /// Writes all of `writes`, at most a hundred, or none.
    ///
    /// @return false if a condition did not hold, or somebody else was writing one of the items at that moment: then
    /// nothing has changed, and it can be tried again with what is there now
    boolean transact(String operation, String key, List<TransactWriteItem> writes) {
        return call(operation, key, dynamoDb -> {
            try {
                dynamoDb.transactWriteItems(request -> request.transactItems(writes));
                return true;
            } catch (TransactionCanceledException e) {
                if (isConflict(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    /// Writes all of `writes` or none, and tries again while nothing but another write of the same items is in the
    /// way.
    ///
    /// @param isRefused whether what is there now rules them out; asked after each try that changed nothing
    /// @return false if they are ruled out: then nothing has changed
    boolean commit(String operation, String key, List<TransactWriteItem> writes, BooleanSupplier isRefused) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int round = 1; !transact(operation, key, writes); round++) {
            if (isRefused.getAsBoolean()) {
                return false;
            }
            pause(operation, key, round, deadline);
        }
        return true;
    }

    /// Writes all that `attempt` finds is to be written, or none of it; asks it again while something that it relied on
    /// has changed meanwhile.
    ///
    /// @param attempt looks at what is there; nothing to be written is success
    void commitAgain(String operation, String key, Supplier<List<TransactWriteItem>> attempt) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<TransactWriteItem> writes = attempt.get();
        for (int round = 1; !writes.isEmpty() && !transact(operation, key, writes); round++) {
            pause(operation, key, round, deadline);
            writes = attempt.get();
        }
    }

    /// The item under `key`, as it is after every write that has returned.
    Optional<Map<String, AttributeValue>> get(String operation, DynamoDbKey key) {
        return Optional.of(call(operation, key.toString(), dynamoDb -> dynamoDb
                .getItem(request -> request.tableName(key.table()).key(key.attributes()).consistentRead(true))).item())
                .filter(item -> !item.isEmpty());
    }

    /// One page of a query.
    QueryResponse query(String operation, QueryRequest query) {
        return call(operation, Items.text(query.expressionAttributeValues(), Queries.PK),
                dynamoDb -> dynamoDb.query(query));
    }

    /// One write with a condition; again, while a transaction that writes the same item is in its way.
    ///
    /// @return what was there instead of what the condition asks for; null if it was written
    @Nullable
    Map<String, AttributeValue> write(String operation, String key, Consumer<DynamoDbClient> write) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        return call(operation, key, dynamoDb -> {
            for (int round = 1;; round++) {
                try {
                    write.accept(dynamoDb);
                    return null;
                } catch (ConditionalCheckFailedException e) {
                    return e.hasItem() ? e.item() : Map.of();
                } catch (TransactionConflictException _) {
                    pause(operation, key, round, deadline);
                }
            }
        });
    }

    /// Deletes what there is of `keys`; killed on the way, some of it.
    void deleteAll(String operation, Collection<DynamoDbKey> keys) {
        writeAll(operation, keys.stream().distinct()
                .map(key -> new BatchWrite(key.table(), WriteRequest.builder()
                        .deleteRequest(DeleteRequest.builder().key(key.attributes()).build()).build()))
                .toList());
    }

    /// Puts all of `items`, of different keys, into `table`; killed on the way, some of them.
    void putAll(String operation, String table, Collection<Map<String, AttributeValue>> items) {
        writeAll(operation, items.stream()
                .map(item -> new BatchWrite(table,
                        WriteRequest.builder().putRequest(PutRequest.builder().item(item).build()).build()))
                .toList());
    }

    private record BatchWrite(String table, WriteRequest request) {}

    private void writeAll(String operation, List<BatchWrite> writes) {
        List<BatchWrite> open = writes;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int round = 0;
        while (!open.isEmpty()) {
            List<BatchWrite> chunk = open.subList(0, Math.min(MAX_BATCH_WRITE, open.size()));
            String key = chunk.size() + " items of " + chunk.getFirst().table();
            List<BatchWrite> unprocessed = write(operation, key, chunk);
            List<BatchWrite> rest = new ArrayList<>(open.subList(chunk.size(), open.size()));
            rest.addAll(unprocessed);
            open = rest;
            if (unprocessed.isEmpty()) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else {
                pause(operation, key, ++round, deadline);
            }
        }
    }

    private List<BatchWrite> write(String operation, String key, List<BatchWrite> chunk) {
        Map<String, List<WriteRequest>> byTable = chunk.stream().collect(Collectors.groupingBy(BatchWrite::table,
                Collectors.mapping(BatchWrite::request, Collectors.toList())));
        return call(operation, key, dynamoDb -> dynamoDb.batchWriteItem(request -> request.requestItems(byTable)))
                .unprocessedItems().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(write -> new BatchWrite(entry.getKey(), write)))
                .toList();
    }

    /// Waits a little before another try, longer each time.
    ///
    /// @param round from 1
    /// @param deadline in nanoseconds of [System#nanoTime()]
    /// @throws StoreUnavailable when it would be too late
    static void pause(String operation, String key, int round, long deadline) {
        long millis = ThreadLocalRandom.current().nextLong(1L + (5L << Math.min(round, 7)));
        if (System.nanoTime() + Duration.ofMillis(millis).toNanos() - deadline >= 0) {
            throw new StoreUnavailable(operation, key, SdkClientException.create("gave up after " + round + " tries"));
        }
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable(operation, key, e);
        }
    }

    private static Map<String, KeysAndAttributes> asRequest(List<DynamoDbKey> chunk) {
        Map<String, List<Map<String, AttributeValue>>> byTable = new HashMap<>();
        chunk.forEach(key -> byTable.computeIfAbsent(key.table(), _ -> new ArrayList<>()).add(key.attributes()));
        Map<String, KeysAndAttributes> request = new HashMap<>();
        byTable.forEach((table, attributes) -> request.put(table,
                KeysAndAttributes.builder().keys(attributes).consistentRead(true).build()));
        return request;
    }

    private static boolean isConflict(TransactionCanceledException e) {
        return e.cancellationReasons().stream()
                .anyMatch(reason -> CONFLICTS.contains(String.valueOf(reason.code())))
                && e.cancellationReasons().stream()
                        .allMatch(reason -> CONFLICTS.contains(String.valueOf(reason.code()))
                                || "None".equals(String.valueOf(reason.code())));
    }

    private static boolean isOutage(SdkException e) {
        return switch (e) {
            case TransactionCanceledException cancelled -> cancelled.cancellationReasons().stream()
                    .noneMatch(reason -> FAULTS.contains(String.valueOf(reason.code())));
            case AwsServiceException service -> !FAULTS.contains(codeOf(service));
            default -> true;
        };
    }

    private static String codeOf(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null ? "" : String.valueOf(details.errorCode());
    }
}
