package io.lapwing.aws.adapters;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Parts of a transaction.
final class Writes {

    private Writes() {}

    /// Puts an item, whatever is there.
    static TransactWriteItem put(DynamoDbKey key, Map<String, AttributeValue> attributes) {
        return TransactWriteItem.builder().put(putOf(key, attributes).build()).build();
    }

    /// Puts an item where none is.
    static TransactWriteItem putNew(DynamoDbKey key, Map<String, AttributeValue> attributes) {
        return TransactWriteItem.builder()
                .put(putOf(key, attributes).conditionExpression("attribute_not_exists(pk)").build()).build();
    }

    /// Puts an item in the place of one of which `condition` holds.
    static TransactWriteItem put(DynamoDbKey key, Map<String, AttributeValue> attributes, String condition,
            Map<String, AttributeValue> values) {
        return TransactWriteItem.builder().put(putOf(key, attributes).conditionExpression(condition)
                .expressionAttributeValues(values).build()).build();
    }

    /// Demands that there is no item.
    static TransactWriteItem checkMissing(DynamoDbKey key) {
        return TransactWriteItem.builder().conditionCheck(ConditionCheck.builder().tableName(key.table())
                .key(key.attributes()).conditionExpression("attribute_not_exists(pk)").build()).build();
    }

    /// Demands that `condition` holds of an item, and leaves it as it is.
    static TransactWriteItem check(DynamoDbKey key, String condition, Map<String, AttributeValue> values) {
        return TransactWriteItem.builder()
                .conditionCheck(ConditionCheck.builder().tableName(key.table()).key(key.attributes())
                        .conditionExpression(condition).expressionAttributeValues(values).build())
                .build();
    }

    /// Deletes an item, if it is there.
    static TransactWriteItem delete(DynamoDbKey key) {
        return TransactWriteItem.builder()
                .delete(Delete.builder().tableName(key.table()).key(key.attributes()).build()).build();
    }

    /// Deletes an item of which `condition` holds.
    static TransactWriteItem delete(DynamoDbKey key, String condition, Map<String, AttributeValue> values) {
        return TransactWriteItem.builder().delete(Delete.builder().tableName(key.table()).key(key.attributes())
                .conditionExpression(condition).expressionAttributeValues(values).build()).build();
    }

    /// Replaces the attributes `names` of an item of which `condition` holds: those that `attributes` lacks are removed.
    static TransactWriteItem replace(DynamoDbKey key, Map<String, AttributeValue> attributes, Set<String> names,
            String condition, Map<String, AttributeValue> conditionValues) {
        Map<String, AttributeValue> values = new HashMap<>(conditionValues);
        attributes.forEach((name, value) -> values.put(":new_" + name, value));
        String set = names.stream().filter(attributes::containsKey).map(name -> "#" + name + " = :new_" + name)
                .collect(Collectors.joining(", ", "set ", ""));
        String remove = names.stream().filter(name -> !attributes.containsKey(name)).map(name -> "#" + name)
                .collect(Collectors.joining(", "));
        return TransactWriteItem.builder().update(Update.builder().tableName(key.table()).key(key.attributes())
                .updateExpression(remove.isEmpty() ? set : set + " remove " + remove).conditionExpression(condition)
                .expressionAttributeNames(names.stream().collect(Collectors.toMap(name -> "#" + name, name -> name)))
                .expressionAttributeValues(values).build()).build();
    }

    /// Changes an item of which `condition` holds.
    static TransactWriteItem update(DynamoDbKey key, String update, String condition,
            Map<String, AttributeValue> values) {
        return TransactWriteItem.builder()
                .update(Update.builder().tableName(key.table()).key(key.attributes()).updateExpression(update)
                        .conditionExpression(condition).expressionAttributeValues(values).build())
                .build();
    }

    /// Changes an item, whatever is there.
    static TransactWriteItem update(DynamoDbKey key, String update, Map<String, AttributeValue> values) {
        return TransactWriteItem.builder().update(Update.builder().tableName(key.table()).key(key.attributes())
                .updateExpression(update).expressionAttributeValues(values).build()).build();
    }

    /// The whole item: its key and its attributes.
    static Map<String, AttributeValue> item(DynamoDbKey key, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.putAll(key.attributes());
        return item;
    }

    private static Put.Builder putOf(DynamoDbKey key, Map<String, AttributeValue> attributes) {
        return Put.builder().tableName(key.table()).item(item(key, attributes));
    }
}
