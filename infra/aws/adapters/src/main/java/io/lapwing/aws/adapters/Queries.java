package io.lapwing.aws.adapters;

import java.util.HashMap;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Queries of one partition, which see every write that has returned.
final class Queries {

    static final String PK = ":pk";

    private Queries() {}

    /// All of a partition.
    static QueryRequest.Builder of(String table, String pk) {
        return of(table, pk, "", Map.of());
    }

    /// The items whose key begins with `key`.
    static QueryRequest.Builder beginning(DynamoDbKey key) {
        return of(key.table(), key.pk(), "begins_with(sk, :beginning)", Map.of(":beginning", Items.of(key.sk())));
    }

    /// Part of a partition.
    ///
    /// @param sort what the sort key `sk` must be, as an expression; empty for anything
    /// @param values of that expression, and of the filter if there will be one
    static QueryRequest.Builder of(String table, String pk, String sort, Map<String, AttributeValue> values) {
        Map<String, AttributeValue> all = new HashMap<>(values);
        all.put(PK, Items.of(pk));
        return QueryRequest.builder().tableName(table).consistentRead(true)
                .keyConditionExpression(sort.isEmpty() ? "pk = :pk" : "pk = :pk and " + sort)
                .expressionAttributeValues(all);
    }
}
