package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.device.TenantId;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// Numbers new alerts of a tenant, one after the other. A number is taken when it is asked for, apart from the
/// transaction of its alert; where that does not come about, the number is given out again by this, or by nobody.
///
/// Not thread-safe: everybody takes numbers of his own.
final class AlertNumbers {

    private static final String COUNT = "n";

    private final DynamoDatabase database;
    private final String operation;
    private final Map<TenantId, Deque<AlertId>> spare = new HashMap<>();
    private final Map<TenantId, Deque<AlertId>> given = new HashMap<>();

    AlertNumbers(DynamoDatabase database, String operation) {
        this.database = database;
        this.operation = operation;
    }

    AlertId next(TenantId tenant) {
        Deque<AlertId> left = spare.get(tenant);
        AlertId id = left == null || left.isEmpty() ? take(tenant) : left.removeFirst();
        given.computeIfAbsent(tenant, _ -> new ArrayDeque<>()).addLast(id);
        return id;
    }

    private AlertId take(TenantId tenant) {
        DynamoDbKey key = database.keys().watch().alertNumbers(tenant);
        return AlertId.of(Items.number(database.call(operation, key.toString(),
                dynamoDb -> dynamoDb.updateItem(request -> request.tableName(key.table()).key(key.attributes())
                        .updateExpression("ADD " + COUNT + " :one")
                        .expressionAttributeValues(Map.of(":one", Items.of(1)))
                        .returnValues(ReturnValue.UPDATED_NEW)))
                .attributes(), COUNT));
    }

    /// What was given out is used.
    void keep() {
        given.clear();
    }

    /// What was given out has not been used.
    void giveBack() {
        given.forEach((tenant, ids) -> {
            Deque<AlertId> left = spare.computeIfAbsent(tenant, _ -> new ArrayDeque<>());
            ids.descendingIterator().forEachRemaining(left::addFirst);
        });
        given.clear();
    }
}
