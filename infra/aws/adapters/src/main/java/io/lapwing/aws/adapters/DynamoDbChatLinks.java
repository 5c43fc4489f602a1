package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatLink;
import io.lapwing.sharedmodel.chat.LinkCode;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.port.ChatLinks;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Links as items of the registry table: one under the account, and a place of it in the list of its member. A code is
/// two, as well: whose it is, and that it is the last of its account; it holds while both say so.
public final class DynamoDbChatLinks implements ChatLinks {

    private static final String REDEEM = "ChatLinks.redeem";
    private static final String END = "ChatLinks.end";
    private static final String END_ALL = "ChatLinks.endAll";
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    /// How many links end in one transaction, which takes a hundred writes: each takes two.
    private static final int ENDED_AT_ONCE = 40;

    private static final String ACCOUNT = "account";
    private static final String DIGEST = "digest";
    private static final String ENDS_AT = "ends";
    private static final String TENANT = "tenant";
    private static final String USER = "member";
    private static final String LINKED_AT = "linkedAt";
    /// Drawn for each link, so that no later one of the same account is taken for it.
    private static final String LINK = "link";

    private final DynamoDatabase database;
    private final ChatKeys keys;

    public DynamoDbChatLinks(DynamoDatabase database) {
        this.database = database;
        this.keys = database.keys().chat();
    }

    @Override
    public void offer(LinkCode code, ChatAccount account, Instant endsAt) {
        AttributeValue expiresAt = Items.of(endsAt.getEpochSecond() + 1);
        List<TransactWriteItem> writes = List.of(
                Writes.put(keys.code(code), Map.of(ACCOUNT, Items.of(ChatKeys.name(account)), ENDS_AT,
                        Items.of(endsAt.toEpochMilli()), Keys.EXPIRES_AT, expiresAt)),
                Writes.put(keys.lastCode(account), Map.of(DIGEST, Items.of(code.digest()), Keys.EXPIRES_AT,
                        expiresAt)));
        database.commitAgain("ChatLinks.offer", account.toString(), () -> writes);
    }

    @Override
    public Optional<ChatLink> redeem(LinkCode code, TenantId tenant, UserId user, Instant now) {
        String name = tenant + "/" + user;
        String id = UUID.randomUUID().toString();
        Optional<ChatLink> tried = Optional.empty();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int round = 1;; round++) {
            Optional<ChatLink> link = holder(code, now)
                    .map(account -> new ChatLink(account, tenant, user, now.truncatedTo(ChronoUnit.MILLIS)));
            if (link.isEmpty()) {
                return tried.filter(redeemed -> isStored(redeemed, id));
            }
            if (database.transact(REDEEM, name, redemption(code, link.get(), id))) {
                return link;
            }
            tried = link;
            DynamoDatabase.pause(REDEEM, name, round, deadline);
        }
    }

    /// Whether this very link is there: the answer to its making was lost on its way.
    private boolean isStored(ChatLink link, String id) {
        return database.get(REDEEM, keys.link(link.account())).filter(item -> Items.text(item, LINK).equals(id))
                .isPresent();
    }

    /// Who was given a code, while it holds.
    private Optional<ChatAccount> holder(LinkCode code, Instant now) {
        return database.get(REDEEM, keys.code(code)).filter(item -> now.toEpochMilli() < Items.number(item, ENDS_AT))
                .map(item -> ChatKeys.account(Items.text(item, ACCOUNT)))
                .filter(account -> database.get(REDEEM, keys.lastCode(account))
                        .filter(last -> Items.text(last, DIGEST).equals(code.digest())).isPresent());
    }

    private List<TransactWriteItem> redemption(LinkCode code, ChatLink link, String id) {
        ChatAccount account = link.account();
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(Writes.delete(keys.code(code), "account = :account",
                Map.of(":account", Items.of(ChatKeys.name(account)))));
        writes.add(Writes.delete(keys.lastCode(account), "digest = :digest",
                Map.of(":digest", Items.of(code.digest()))));
        writes.add(Writes.put(memberLink(link), Map.of()));
        Optional<Map<String, AttributeValue>> before = database.get(REDEEM, keys.link(account));
        before.map(item -> memberLink(link(account, item))).filter(place -> !place.equals(memberLink(link)))
                .ifPresent(place -> writes.add(Writes.delete(place)));
        writes.add(before.map(item -> Writes.put(keys.link(account), toItem(link, id), "link = :link", same(item)))
                .orElseGet(() -> Writes.putNew(keys.link(account), toItem(link, id))));
        return writes;
    }

    @Override
    public Optional<ChatLink> find(ChatAccount account) {
        return database.get("ChatLinks.find", keys.link(account)).map(item -> link(account, item));
    }

    @Override
    public boolean end(ChatAccount account) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int round = 1;; round++) {
            Optional<Map<String, AttributeValue>> item = database.get(END, keys.link(account));
            if (item.isEmpty()) {
                return false;
            }
            if (database.transact(END, account.toString(), ending(account, item.get()).toList())) {
                return true;
            }
            DynamoDatabase.pause(END, account.toString(), round, deadline);
        }
    }

    @Override
    public void endAll(TenantId tenant, UserId user) {
        Map<String, AttributeValue> after = Map.of();
        do {
            QueryResponse page = database.query(END_ALL,
                    Queries.of(database.tables().registry(), ChatKeys.memberLinks(tenant, user))
                            .limit(ENDED_AT_ONCE).exclusiveStartKey(after.isEmpty() ? null : after).build());
            List<ChatAccount> accounts = page.items().stream()
                    .map(item -> ChatKeys.account(Items.text(item, DynamoDbKey.SK))).toList();
            database.commitAgain(END_ALL, tenant + "/" + user, () -> endings(tenant, user, accounts));
            after = page.lastEvaluatedKey();
        } while (!after.isEmpty());
    }

    /// Of those accounts that still are the member's.
    private List<TransactWriteItem> endings(TenantId tenant, UserId user, List<ChatAccount> accounts) {
        Map<DynamoDbKey, Map<String, AttributeValue>> found = database.getAll(END_ALL,
                accounts.stream().map(keys::link).toList());
        return accounts.stream().flatMap(account -> Stream.ofNullable(found.get(keys.link(account)))
                .filter(item -> isOf(tenant, user, link(account, item)))
                .flatMap(item -> ending(account, item))).toList();
    }

    private static boolean isOf(TenantId tenant, UserId user, ChatLink link) {
        return link.tenant().equals(tenant) && link.user().equals(user);
    }

    private Stream<TransactWriteItem> ending(ChatAccount account, Map<String, AttributeValue> item) {
        return Stream.of(Writes.delete(keys.link(account), "link = :link", same(item)),
                Writes.delete(memberLink(link(account, item))));
    }

    private DynamoDbKey memberLink(ChatLink link) {
        return keys.memberLink(link.tenant(), link.user(), link.account());
    }

    private static Map<String, AttributeValue> same(Map<String, AttributeValue> item) {
        return Map.of(":link", Items.of(Items.text(item, LINK)));
    }

    private static Map<String, AttributeValue> toItem(ChatLink link, String id) {
        return Map.of(TENANT, Items.of(link.tenant().value()), USER, Items.of(link.user().value()), LINKED_AT,
                Items.of(link.linkedAt().toEpochMilli()), LINK, Items.of(id));
    }

    private static ChatLink link(ChatAccount account, Map<String, AttributeValue> item) {
        return new ChatLink(account, new TenantId(Items.text(item, TENANT)), new UserId(Items.text(item, USER)),
                Instant.ofEpochMilli(Items.number(item, LINKED_AT)));
    }
}
