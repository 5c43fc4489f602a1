package io.lapwing.aws.adapters;

import java.util.Map;

import org.jspecify.annotations.Nullable;
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

    /// Written out, since a starting function would have to put the compiler's together.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DynamoDbKey key && table.equals(key.table) && pk.equals(key.pk) && sk.equals(key.sk);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * table.hashCode() + pk.hashCode()) + sk.hashCode();
    }
}
