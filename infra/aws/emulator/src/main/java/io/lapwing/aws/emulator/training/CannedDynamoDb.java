package io.lapwing.aws.emulator.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jspecify.annotations.Nullable;

/// Answers DynamoDB's requests in the right shape, so that a function's code runs to its end where no DynamoDB is: in
/// the build of an image. **For training only.** It keeps what is put and gives it back, but evaluates no condition,
/// no update and no filter: every write succeeds.
final class CannedDynamoDb {

    private static final int MAX_ITEMS = 100_000;

    private final NavigableMap<String, Map<String, Object>> items = new ConcurrentSkipListMap<>();

    /// The answer to a request.
    ///
    /// @param operation the last part of `X-Amz-Target`
    /// @throws IllegalArgumentException if it knows no such operation
    Map<String, Object> answer(String operation, Map<String, Object> request) {
        return switch (operation) {
            case "GetItem" -> found(text(request, "TableName"), map(request, "Key"));
            case "BatchGetItem" -> batch(map(request, "RequestItems"));
            case "Query" -> query(request);
            case "Scan" -> Map.of("Items", List.of(), "Count", 0, "ScannedCount", 0);
            case "PutItem" -> put(request);
            case "UpdateItem", "DeleteItem" -> Map.of();
            case "TransactWriteItems" -> transact(list(request, "TransactItems"));
            case "TransactGetItems" -> transactGet(list(request, "TransactItems"));
            case "BatchWriteItem" -> Map.of("UnprocessedItems", Map.of());
            case "DescribeTable" -> table(text(request, "TableName"));
            default -> throw new IllegalArgumentException("no canned answer for " + operation);
        };
    }

    private Map<String, Object> put(Map<String, Object> put) {
        Map<String, Object> item = map(put, "Item");
        if (items.size() < MAX_ITEMS) {
            items.put(place(text(put, "TableName"), item), item);
        }
        return Map.of();
    }

    private Map<String, Object> transact(List<Map<String, Object>> writes) {
        writes.stream().filter(write -> write.containsKey("Put")).forEach(write -> put(map(write, "Put")));
        return Map.of();
    }

    private Map<String, Object> transactGet(List<Map<String, Object>> gets) {
        return Map.of("Responses", gets.stream().map(get -> map(get, "Get"))
                .map(get -> found(text(get, "TableName"), map(get, "Key"))).toList());
    }

    private Map<String, Object> found(String table, Map<String, Object> key) {
        return Optional.ofNullable(items.get(place(table, key))).<Map<String, Object>>map(
                item -> Map.of("Item", item)).orElseGet(Map::of);
    }

    private Map<String, Object> batch(Map<String, Object> requests) {
        Map<String, Object> responses = new TreeMap<>();
        requests.keySet().forEach(table -> {
            List<Object> there = new ArrayList<>();
            list(map(requests, table), "Keys").forEach(key -> there.addAll(found(table, key).values()));
            responses.put(table, there);
        });
        return Map.of("Responses", responses, "UnprocessedKeys", Map.of());
    }

    /// All items of the partition: one of the request's values is its key.
    private Map<String, Object> query(Map<String, Object> request) {
        String table = text(request, "TableName");
        List<Object> there = map(request, "ExpressionAttributeValues").values().stream()
                .filter(value -> value instanceof Map<?, ?> typed && typed.get("S") instanceof String)
                .map(value -> place(table, ((Map<?, ?>) value).get("S"), ""))
                .flatMap(partition -> items.subMap(partition, partition + '\uffff').values().stream())
                .<Object>map(item -> item).toList();
        return Map.of("Items", there, "Count", there.size(), "ScannedCount", there.size());
    }

    private static Map<String, Object> table(String name) {
        return Map.of("Table", Map.of("TableName", name, "TableStatus", "ACTIVE"));
    }

    private static String place(String table, Map<String, Object> attributes) {
        return place(table, map(attributes, "pk").get("S"), String.valueOf(map(attributes, "sk").get("S")));
    }

    private static String place(String table, @Nullable Object pk, String sk) {
        return table + '\n' + pk + '\n' + sk;
    }

    private static String text(Map<String, Object> object, String name) {
        return String.valueOf(object.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> object, String name) {
        return object.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> object, String name) {
        return object.get(name) instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
    }
}
