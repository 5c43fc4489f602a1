package io.lapwing.aws.adapters;

import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Where an item lies: the table, and its key there.
record DynamoDbKey(String table, String pk, String sk) {

    static final String PK = "pk";
    static final String SK = "sk";

    /// The key that `item` of `table` lies under.
    static DynamoDbKey of(String table, Map<String, AttributeValue> item) {
        return new DynamoDbKey(table, Items.text(item, PK), Items.text(item, SK));
    }

    Map<String, AttributeValue> attributes() {
        return Map.of(PK, AttributeValue.fromS(pk), SK, AttributeValue.fromS(sk));
    }

    @Override
    public String toString() {
        return pk + " " + sk;
    }
}
