package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.Conversation;
import io.lapwing.sharedmodel.chat.LinkCode;
import io.lapwing.sharedmodel.chat.Subscription;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.CommandEvent;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.port.ChatLinks;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.ConversationStore;
import io.lapwing.sharedmodel.port.StoreTests;
import io.lapwing.sharedmodel.port.SubscriptionStore;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aConversation;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aSubscription;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshAccount;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

/// What chats cost, in request units as the database counts them. The figures are those of `docs/dynamodb.md`.
@NeedsDynamoDb
class ChatCostTest implements StoreTests {

    private final ConsumedCapacity capacity = new ConsumedCapacity();
    private final DynamoDatabase database = new DynamoDatabase(capacity.client(), TestDynamoDb.shared().freshTables());
    private final Stores stores = TestDynamoDbStores.on(database);

    @Override
    public Stores stores() {
        return stores;
    }

    private void assertUnits(double write, double read) {
        assertThat(List.of(capacity.written(), capacity.read())).containsExactly(write, read);
        capacity.reset();
    }

    @Test
    void takes_what_the_documentation_says_of_conversations() {
        ConversationStore conversations = new DynamoDbConversationStore(database);
        Command command = aCommand().to(registered()).build();
        Conversation first = aConversation().build();
        Conversation second = aConversation().under(first.key()).atVersion(2).build();
        capacity.reset();

        assertThat(conversations.save(first)).isTrue();
        assertUnits(1, 0);
        assertThat(conversations.find(first.key())).isPresent();
        assertUnits(0, 1);
        assertThat(conversations.save(second, command, List.of(CommandEvent.of(command, now(), null))))
                .isEqualTo(CommandStore.Written.DONE);
        assertUnits(14, 4);
        assertThat(conversations.confirmedIn(command.device().tenant(), command.id())).isPresent();
        assertUnits(0, 2);
    }

    @Test
    void takes_what_the_documentation_says_of_links() {
        ChatLinks links = new DynamoDbChatLinks(database);
        ChatAccount account = freshAccount();
        LinkCode code = LinkCode.draw(new SecureRandom());
        TenantId tenant = freshTenant();
        Instant start = now();
        UserId alice = new UserId("alice");

        links.offer(code, account, start.plusSeconds(600));
        assertUnits(4, 0);
        assertThat(links.redeem(code, tenant, alice, start)).isPresent();
        assertUnits(8, 3);
        assertThat(links.find(account)).isPresent();
        assertUnits(0, 1);
        links.endAll(tenant, alice);
        assertUnits(4, 2);
        links.offer(code, account, start.plusSeconds(600));
        assertThat(links.redeem(code, tenant, new UserId("bob"), start)).isPresent();
        links.offer(code, account, start.plusSeconds(600));
        capacity.reset();
        assertThat(links.redeem(code, tenant, alice, start)).isPresent();
        assertUnits(10, 3);
        assertThat(links.end(account)).isTrue();
        assertUnits(4, 1);
        assertThat(links.end(account)).isFalse();
        assertUnits(0, 1);
    }

    @Test
    void takes_what_the_documentation_says_of_subscriptions() {
        SubscriptionStore subscriptions = new DynamoDbSubscriptionStore(database);
        Subscription first = aSubscription().of(freshTenant()).build();

        assertThat(subscriptions.save(first)).isEqualTo(SubscriptionStore.Written.DONE);
        assertUnits(1, 1);
        assertThat(subscriptions.save(first.wishing(first.wish()))).isEqualTo(SubscriptionStore.Written.DONE);
        assertUnits(1, 0);
        assertThat(subscriptions.list(first.tenant())).hasSize(1);
        assertUnits(0, 1);
        assertThat(subscriptions.remove(first.tenant(), first.place())).isTrue();
        assertUnits(1, 0);
    }
}
