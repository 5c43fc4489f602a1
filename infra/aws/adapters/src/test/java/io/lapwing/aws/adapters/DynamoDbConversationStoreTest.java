package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.Conversation;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.event.CommandEvent;
import io.lapwing.sharedmodel.fixtures.ConversationBuilder;
import io.lapwing.sharedmodel.fixtures.Lookalikes;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.CommandStore.Written;
import io.lapwing.sharedmodel.port.ConversationStore;
import io.lapwing.sharedmodel.port.ConversationStoreContract;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aConversation;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshAccount;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

@NeedsDynamoDb
class DynamoDbConversationStoreTest extends ConversationStoreContract {

    private static final DynamoDatabase DATABASE = TestDynamoDb.shared().database();
    private static final Stores STORES = TestDynamoDbStores.on(DATABASE);

    private final ConversationStore conversations = new DynamoDbConversationStore(DATABASE);
    private final CommandStore commands = new DynamoDbCommandStore(DATABASE);

    @Override
    public Stores stores() {
        return STORES;
    }

    @Override
    protected ConversationStore conversations() {
        return conversations;
    }

    @Override
    protected CommandStore commands() {
        return commands;
    }

    @Override
    protected Set<Long> positionsInOutbox(String orderKey, Set<Long> wanted) {
        return TestOutbox.positions(DATABASE, orderKey, wanted);
    }

    private static boolean savedBehind(Fault fault, int times, Conversation conversation) {
        AtomicBoolean saved = new AtomicBoolean();
        behind("PutItem", times, fault, store -> saved.set(store.save(conversation)));
        return saved.get();
    }

    private static @Nullable Written confirmedBehind(Fault fault, int times, Conversation conversation,
            Command command) {
        AtomicReference<@Nullable Written> written = new AtomicReference<>();
        behind("TransactWriteItems", times, fault, store -> written.set(
                store.save(conversation, command, List.of(CommandEvent.of(command, now(), null)))));
        return written.get();
    }

    private static void behind(String operation, int times, Fault fault, Consumer<ConversationStore> work) {
        try (DynamoDbFaults faults = DynamoDbFaults.before(TestDynamoDb.shared().endpoint());
                DynamoDbClient client = faults.client()) {
            faults.next(operation, times, fault);
            work.accept(new DynamoDbConversationStore(new DynamoDatabase(client, DATABASE.tables())));
        }
    }

    private static Conversation after(Conversation conversation) {
        return aConversation().under(conversation.key()).atVersion(conversation.version() + 1).build();
    }

    @Test
    void lives_until_it_may_be_forgotten() {
        Instant end = Instant.ofEpochSecond(2_000_000_000, 1_000_000);
        Conversation conversation = aConversation().keptUntil(end).build();
        assertThat(conversations.save(conversation)).isTrue();

        assertThat(DATABASE.get("test", DATABASE.keys().chat().conversation(conversation.key())))
                .map(item -> Items.number(item, Keys.EXPIRES_AT)).contains(2_000_000_001L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void knows_its_own_write_when_the_answer_was_lost(int times) {
        Conversation first = aConversation().build();
        Conversation second = after(first);

        assertThat(savedBehind(Fault.lost(), times, first)).isTrue();
        assertThat(savedBehind(Fault.lost(), times, second)).isTrue();

        assertThat(conversations.find(first.key())).contains(second);
    }

    @Test
    void waits_for_a_transaction_that_is_in_the_way() {
        Conversation first = aConversation().build();

        assertThat(savedBehind(Fault.refused(400, "TransactionConflictException"), 3, first)).isTrue();

        assertThat(conversations.find(first.key())).contains(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void makes_one_command_when_the_answer_was_lost(int times) {
        Conversation first = aConversation().build();
        Command command = aCommand().to(registered()).build();

        assertThat(confirmedBehind(Fault.lost(), times, first, command))
                .isEqualTo(Written.DONE);

        assertThat(conversations.find(first.key())).contains(first);
        assertThat(conversations.confirmedIn(command.device().tenant(), command.id())).contains(first);
        assertThat(commands.open(command.device())).containsExactly(command);
    }

    @Test
    void knows_where_a_command_was_confirmed_whatever_the_place_and_the_person_are_called() {
        ChatAccount alice = freshAccount();
        Stream<ConversationBuilder> byPlace = Lookalikes.places(alice.workspace()).stream()
                .map(place -> aConversation().by(alice).in(place));
        Stream<ConversationBuilder> byAccount = Lookalikes.accounts(alice.workspace()).stream()
                .map(account -> aConversation().by(account).in(Lookalikes.places(alice.workspace()).getLast()));

        assertThat(Stream.concat(byPlace, byAccount).map(ConversationBuilder::build)).allSatisfy(conversation -> {
            Command command = aCommand().to(registered()).build();
            assertThat(conversations.save(conversation, command, List.of(CommandEvent.of(command, now(), null))))
                    .isEqualTo(Written.DONE);

            assertThat(conversations.confirmedIn(command.device().tenant(), command.id())).contains(conversation);
        });
    }

    @Test
    void knows_of_no_conversation_that_was_forgotten() {
        Conversation first = aConversation().build();
        Command command = aCommand().to(registered()).build();
        assertThat(conversations.save(first, command, List.of(CommandEvent.of(command, now(), null))))
                .isEqualTo(Written.DONE);

        DATABASE.deleteAll("test", List.of(DATABASE.keys().chat().conversation(first.key())));

        assertThat(conversations.confirmedIn(command.device().tenant(), command.id())).isEmpty();
        assertThat(commands.find(command.device().tenant(), command.id())).contains(command);
    }

    @Test
    void knows_of_no_conversation_of_a_command_that_was_made_elsewhere() {
        Command command = aCommand().to(registered()).build();
        assertThat(commands.save(command, List.of(CommandEvent.of(command, now(), null)))).isEqualTo(Written.DONE);

        assertThat(conversations.confirmedIn(command.device().tenant(), command.id())).isEmpty();
    }

    /// What was done is asked for again, and refused, since it was done.
    @Test
    void knows_its_own_transaction_when_it_is_refused_the_second_time() {
        Conversation first = aConversation().build();
        Command command = aCommand().to(registered()).build();
        Fault doneButCancelled = (request, target) -> {
            target.forward(request.body());
            return Fault.cancelled("ConditionalCheckFailed").answer(request, target);
        };

        assertThat(confirmedBehind(doneButCancelled, 1, first, command)).isEqualTo(Written.DONE);

        assertThat(commands.open(command.device())).containsExactly(command);
    }

    @Test
    void tries_again_when_another_transaction_is_in_the_way() {
        Conversation first = aConversation().build();
        Command command = aCommand().to(registered()).build();

        assertThat(confirmedBehind(Fault.cancelled("TransactionConflict"), 3, first, command)).isEqualTo(Written.DONE);

        assertThat(commands.open(command.device())).containsExactly(command);
    }
}
