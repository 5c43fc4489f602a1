package io.lapwing.aws.adapters;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// An item that takes the place of its version before; of nothing, if it is the first.
final class NextVersion {

    /// Counts the changes of the item, from 1.
    static final String VERSION = "v";
    /// Which call wrote it, so that one whose answer was lost knows its own work.
    private static final String WRITER = "by";

    private final DynamoDbKey key;
    private final long version;
    private final Map<String, AttributeValue> attributes;
    private final List<String> kept;

    /// @param attributes all but the version
    /// @param kept names of attributes that the version before must have with the same values, or it is none of this
    NextVersion(DynamoDbKey key, long version, Map<String, AttributeValue> attributes, String... kept) {
        this.key = key;
        this.version = version;
        this.attributes = new HashMap<>(attributes);
        this.attributes.put(VERSION, Items.of(version));
        this.attributes.put(WRITER, Items.of(UUID.randomUUID().toString()));
        this.kept = List.of(kept);
    }

    /// Writes it alone.
    ///
    /// @return false if what stands there is not the version before: then nothing has changed
    boolean write(DynamoDatabase database, String operation) {
        Map<String, AttributeValue> held = database.write(operation, key.toString(),
                dynamoDb -> dynamoDb.putItem(request -> {
                    request.tableName(key.table()).item(Writes.item(key, attributes)).conditionExpression(condition())
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
                    if (version > 1) {
                        request.expressionAttributeValues(expected());
                    }
                }));
        return held == null || isThis(held);
    }

    /// Writes it as a part of a transaction.
    TransactWriteItem write() {
        return version == 1 ? Writes.putNew(key, attributes) : Writes.put(key, attributes, condition(), expected());
    }

    /// Whether what stands there was written by this.
    boolean isThis(Map<String, AttributeValue> held) {
        return Items.text(attributes, WRITER).equals(Items.optionalText(held, WRITER).orElse(null));
    }

    /// Whether this can take the place of what stands there.
    ///
    /// @param held nothing where nothing is
    boolean follows(Map<String, AttributeValue> held) {
        return Items.optionalNumber(held, VERSION).orElse(0L) == version - 1
                && (version == 1
                        || kept.stream().allMatch(name -> Objects.equals(attributes.get(name), held.get(name))));
    }

    DynamoDbKey key() {
        return key;
    }

    private String condition() {
        return version == 1 ? "attribute_not_exists(pk)"
                : kept.stream().map(name -> " and " + name + " = :" + name)
                        .collect(Collectors.joining("", "v = :before", ""));
    }

    private Map<String, AttributeValue> expected() {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":before", Items.of(version - 1));
        kept.forEach(name -> values.put(":" + name, attributes.get(name)));
        return values;
    }
}
