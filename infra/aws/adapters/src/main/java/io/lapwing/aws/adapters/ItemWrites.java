package io.lapwing.aws.adapters;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// The writes of one transaction, at most one for each item.
final class ItemWrites {

    /// What one transaction takes.
    static final int MAX_ITEMS = 100;
    /// A bit less than what one transaction takes, for what the request has beside its items.
    private static final int MAX_BYTES = 3_800_000;

    private final Map<DynamoDbKey, TransactWriteItem> writes = new LinkedHashMap<>();
    private int bytes;
    private int largest;

    /// Whether one transaction takes all of it.
    boolean fit() {
        return writes.size() <= MAX_ITEMS && bytes <= MAX_BYTES && largest < ItemSize.MAX_BYTES;
    }

    boolean isEmpty() {
        return writes.isEmpty();
    }

    List<TransactWriteItem> toList() {
        return List.copyOf(writes.values());
    }

    /// Puts an item, whatever is there.
    void put(DynamoDbKey key, Map<String, AttributeValue> attributes) {
        add(key, TransactWriteItem.builder().put(putOf(key, attributes).build()).build());
    }

    /// Puts an item where none is.
    void putNew(DynamoDbKey key, Map<String, AttributeValue> attributes) {
        add(key, TransactWriteItem.builder()
                .put(putOf(key, attributes).conditionExpression("attribute_not_exists(pk)").build()).build());
    }

    /// Puts an item.
    ///
    /// @param condition names attributes as `#name` and values as `:name`
    /// @param values by their name, which is that of the attribute that they are compared with
    void putIf(DynamoDbKey key, Map<String, AttributeValue> attributes, String condition,
            Map<String, AttributeValue> values) {
        add(key, TransactWriteItem.builder()
                .put(putOf(key, attributes).conditionExpression(condition)
                        .expressionAttributeNames(prefixed("#", names(values)))
                        .expressionAttributeValues(prefixed(":", values)).build())
                .build());
    }

    /// Changes attributes of an item that has those of `expected`.
    void updateIf(DynamoDbKey key, Map<String, AttributeValue> attributes, Map<String, AttributeValue> expected) {
        Map<String, AttributeValue> values = prefixed(":new_", attributes);
        values.putAll(prefixed(":", expected));
        Map<String, String> names = prefixed("#", names(attributes));
        names.putAll(prefixed("#", names(expected)));
        count(attributes);
        add(key, TransactWriteItem.builder().update(Update.builder().tableName(key.table()).key(key.attributes())
                .updateExpression(attributes.keySet().stream().map(name -> "#" + name + " = :new_" + name)
                        .collect(Collectors.joining(", ", "SET ", "")))
                .conditionExpression(allEqual(expected))
                .expressionAttributeNames(names).expressionAttributeValues(values).build()).build());
    }

    /// Gives an item an attribute, unless it has it already.
    void setWhereMissing(DynamoDbKey key, String name, AttributeValue value) {
        add(key, TransactWriteItem.builder()
                .update(Update.builder().tableName(key.table()).key(key.attributes())
                        .updateExpression("SET #name = if_not_exists(#name, :value)")
                        .expressionAttributeNames(Map.of("#name", name))
                        .expressionAttributeValues(Map.of(":value", value)).build())
                .build());
    }

    /// Demands that an item has these attributes.
    void check(DynamoDbKey key, Map<String, AttributeValue> expected) {
        add(key, TransactWriteItem.builder()
                .conditionCheck(ConditionCheck.builder().tableName(key.table()).key(key.attributes())
                        .conditionExpression(allEqual(expected))
                        .expressionAttributeNames(prefixed("#", names(expected)))
                        .expressionAttributeValues(prefixed(":", expected)).build())
                .build());
    }

    /// Deletes an item, if it is there.
    void delete(DynamoDbKey key) {
        add(key, TransactWriteItem.builder()
                .delete(Delete.builder().tableName(key.table()).key(key.attributes()).build()).build());
    }

    private static String allEqual(Map<String, AttributeValue> expected) {
        return expected.keySet().stream().map(name -> "#" + name + " = :" + name)
                .collect(Collectors.joining(" AND "));
    }

    private Put.Builder putOf(DynamoDbKey key, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.putAll(key.attributes());
        count(item);
        return Put.builder().tableName(key.table()).item(item);
    }

    private void count(Map<String, AttributeValue> item) {
        int size = ItemSize.of(item);
        bytes += size;
        largest = Math.max(largest, size);
    }

    private void add(DynamoDbKey key, TransactWriteItem write) {
        if (writes.put(key, write) != null) {
            throw new IllegalStateException("written twice in one transaction: " + key);
        }
    }

    private static Map<String, String> names(Map<String, AttributeValue> values) {
        return values.keySet().stream().collect(Collectors.toMap(name -> name, name -> name));
    }

    private static <T> Map<String, T> prefixed(String prefix, Map<String, T> map) {
        Map<String, T> prefixed = new HashMap<>();
        map.forEach((name, value) -> prefixed.put(prefix + name, value));
        return prefixed;
    }
}
