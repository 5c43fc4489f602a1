package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.Subscription;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.port.SubscriptionStore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/// Subscriptions, an item each in the list of their tenant. A new one is made by a count of that list and a conditional
/// put.
public final class DynamoDbSubscriptionStore implements SubscriptionStore {

    private static final String SAVE = "SubscriptionStore.save";

    private final DynamoDatabase database;
    private final ChatKeys keys;

    public DynamoDbSubscriptionStore(DynamoDatabase database) {
        this.database = database;
        this.keys = database.keys().chat();
    }

    @Override
    public Optional<Subscription> find(TenantId tenant, ChatPlace place) {
        return database.get("SubscriptionStore.find", keys.subscription(tenant, place))
                .map(item -> SubscriptionItems.read(tenant, item));
    }

    @Override
    public List<Subscription> list(TenantId tenant) {
        return pages("SubscriptionStore.list", ofTenant(tenant)).stream().flatMap(page -> page.items().stream())
                .map(item -> SubscriptionItems.read(tenant, item)).toList();
    }

    @Override
    public Written save(Subscription subscription) {
        DynamoDbKey key = keys.subscription(subscription.tenant(), subscription.place());
        if (subscription.version() == 1 && isFull(subscription.tenant())) {
            return database.get(SAVE, key).isPresent() ? Written.CONFLICT : Written.TOO_MANY;
        }
        NextVersion next = new NextVersion(key, subscription.version(), SubscriptionItems.write(subscription),
                SubscriptionItems.CREATED_AT);
        return next.write(database, SAVE) ? Written.DONE : Written.CONFLICT;
    }

    private boolean isFull(TenantId tenant) {
        return pages(SAVE, ofTenant(tenant).toBuilder().select(Select.COUNT).build()).stream()
                .mapToInt(QueryResponse::count).sum() >= MAX_OF_TENANT;
    }

    @Override
    public boolean remove(TenantId tenant, ChatPlace place) {
        DynamoDbKey key = keys.subscription(tenant, place);
        return !database.call("SubscriptionStore.remove", key.toString(),
                dynamoDb -> dynamoDb.deleteItem(request -> request.tableName(key.table()).key(key.attributes())
                        .returnValues(ReturnValue.ALL_OLD)))
                .attributes().isEmpty();
    }

    private QueryRequest ofTenant(TenantId tenant) {
        return Queries.of(database.tables().registry(), ChatKeys.subscriptions(tenant)).build();
    }

    /// All of a query: a page takes a megabyte, and a tenant's subscriptions are few.
    private List<QueryResponse> pages(String operation, QueryRequest query) {
        List<QueryResponse> pages = new ArrayList<>();
        Map<String, AttributeValue> after = Map.of();
        do {
            pages.add(database.query(operation,
                    query.toBuilder().exclusiveStartKey(after.isEmpty() ? null : after).build()));
            after = pages.getLast().lastEvaluatedKey();
        } while (!after.isEmpty());
        return pages;
    }
}
