package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.member.Member;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.MemberStore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// Members, an item each in the list of their tenant. The item of one who was removed stays, and says so: each write is
/// one conditional update of one item.
public final class DynamoDbMemberStore implements MemberStore {

    /// Sorts before every id.
    private static final String FIRST = " ";
    private static final String LIVES = "attribute_not_exists(gone)";
    /// `name` and `roles` are words of DynamoDB's own.
    private static final String ENTER = "set n = :n, r = :r, ca = :c, ua = :u, v = if_not_exists(v, :zero) + :one"
            + " remove gone, sa";
    private static final String UPDATE = "set n = :n, r = :r, ua = :u, v = v + :one";
    private static final String SEEN = "set n = if_not_exists(n, :n), r = if_not_exists(r, :r),"
            + " ca = if_not_exists(ca, :c), ua = if_not_exists(ua, :u), v = if_not_exists(v, :one), sa = :s";

    private final DynamoDatabase database;
    private final Keys keys;

    public DynamoDbMemberStore(DynamoDatabase database) {
        this.database = database;
        this.keys = database.keys();
    }

    @Override
    public Optional<Member> find(TenantId tenant, UserId id) {
        return database.get("MemberStore.find", keys.member(tenant, id)).filter(MemberItems::lives)
                .map(item -> MemberItems.read(tenant, item));
    }

    @Override
    public Page<Member> list(TenantId tenant, PageRequest page) {
        List<Member> members = items(tenant, page.after() == null ? FIRST : page.after(), page.limit() + 1).stream()
                .map(item -> MemberItems.read(tenant, item)).toList();
        if (members.size() <= page.limit()) {
            return new Page<>(members, null);
        }
        return new Page<>(members.subList(0, page.limit()), members.get(page.limit() - 1).id().value());
    }

    /// The members after an id, in their order, at most so many.
    private List<Map<String, AttributeValue>> items(TenantId tenant, String after, int max) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        @Nullable
        String next = after;
        while (next != null && items.size() < max) {
            QueryResponse page = database.query("MemberStore.list",
                    Queries.of(database.tables().registry(), Keys.members(tenant), "sk > :after",
                            Map.of(":after", Items.of(next))).limit(max - items.size()).build());
            page.items().stream().filter(MemberItems::lives).forEach(items::add);
            next = Items.optionalText(page.lastEvaluatedKey(), DynamoDbKey.SK).orElse(null);
        }
        return items;
    }

    @Override
    public Optional<Member> save(Member member) {
        Map<String, AttributeValue> values = new HashMap<>(MemberItems.values(member));
        values.put(":one", Items.of(1));
        if (member.version() == Member.NEW) {
            values.put(":zero", Items.of(0));
            return update("MemberStore.save", member, ENTER, "attribute_not_exists(pk) or attribute_exists(gone)",
                    values);
        }
        values.remove(":c");
        values.put(":v", Items.of(member.version()));
        return update("MemberStore.save", member, UPDATE, "v = :v and " + LIVES, values);
    }

    @Override
    public boolean remove(TenantId tenant, UserId id, long version) {
        DynamoDbKey key = keys.member(tenant, id);
        return database.write("MemberStore.remove", key.toString(),
                dynamoDb -> dynamoDb.updateItem(update -> update.tableName(key.table()).key(key.attributes())
                        .updateExpression("set gone = :yes").conditionExpression("v = :v and " + LIVES)
                        .expressionAttributeValues(Map.of(":yes", Items.of(true), ":v", Items.of(version))))) == null;
    }

    @Override
    public void seen(Member member) {
        Map<String, AttributeValue> values = new HashMap<>(MemberItems.values(member));
        values.put(":one", Items.of(1));
        values.put(":s", MemberItems.seenAt(member));
        update("MemberStore.seen", member, SEEN, LIVES + " and (attribute_not_exists(sa) or sa < :s)", values);
    }

    /// @return the item as it is now; empty where the condition did not hold
    private Optional<Member> update(String operation, Member member, String update, String condition,
            Map<String, AttributeValue> values) {
        DynamoDbKey key = keys.member(member.tenant(), member.id());
        return database.call(operation, key.toString(), dynamoDb -> {
            try {
                return Optional.of(MemberItems.read(member.tenant(), dynamoDb.updateItem(request -> request
                        .tableName(key.table()).key(key.attributes()).updateExpression(update)
                        .conditionExpression(condition).expressionAttributeValues(values)
                        .returnValues(ReturnValue.ALL_NEW)).attributes()));
            } catch (ConditionalCheckFailedException e) {
                return Optional.empty();
            }
        });
    }
}
