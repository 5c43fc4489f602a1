package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.ConversationKey;
import io.lapwing.sharedmodel.chat.LinkCode;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.member.UserId;

import org.jspecify.annotations.Nullable;

/// Where the items lie of what is remembered of chats. Places and accounts are named by their parts, a blank between
/// them, which the ids of no platform have: so no two have the same name.
final class ChatKeys {

    private static final String BLANK = " ";

    private final DynamoDbTables tables;

    ChatKeys(DynamoDbTables tables) {
        this.tables = tables;
    }

    /// Each under a partition key of its own: all that it can be called is too long for a sort key.
    DynamoDbKey conversation(ConversationKey key) {
        return registry("CV#" + name(key.place()) + BLANK + name(key.account()), "C");
    }

    /// Whose a code is.
    DynamoDbKey code(LinkCode code) {
        return registry("LC#" + code.digest(), "C");
    }

    /// Which code an account was given last.
    DynamoDbKey lastCode(ChatAccount account) {
        return registry(ofAccount(account), "C");
    }

    /// Whose an account is.
    DynamoDbKey link(ChatAccount account) {
        return registry(ofAccount(account), "L");
    }

    /// The place of an account among those of its member.
    DynamoDbKey memberLink(TenantId tenant, UserId user, ChatAccount account) {
        return registry(memberLinks(tenant, user), name(account));
    }

    static String memberLinks(TenantId tenant, UserId user) {
        return "LM#" + tenant + "/" + user;
    }

    DynamoDbKey subscription(TenantId tenant, ChatPlace place) {
        return registry(subscriptions(tenant), name(place));
    }

    static String subscriptions(TenantId tenant) {
        return "SB#" + tenant;
    }

    private static String ofAccount(ChatAccount account) {
        return "LA#" + name(account);
    }

    static String name(ChatAccount account) {
        return account.channel().text() + BLANK + account.workspace() + BLANK + account.id();
    }

    static ChatAccount account(String name) {
        String[] parts = name.split(BLANK, -1);
        return new ChatAccount(channel(parts[0]), parts[1], parts[2]);
    }

    static String name(ChatPlace place) {
        return place.channel().text() + BLANK + place.workspace() + BLANK + place.id() + BLANK
                + (place.thread() == null ? "" : place.thread());
    }

    static ChatPlace place(String name, @Nullable String answer) {
        String[] parts = name.split(BLANK, -1);
        return new ChatPlace(channel(parts[0]), parts[1], parts[2], parts[3].isEmpty() ? null : parts[3], answer);
    }

    private static Channel channel(String name) {
        return Channel.parse(name).orElseThrow(() -> new IllegalStateException("no channel of ours: " + name));
    }

    private DynamoDbKey registry(String pk, String sk) {
        return new DynamoDbKey(tables.registry(), pk, sk);
    }
}
