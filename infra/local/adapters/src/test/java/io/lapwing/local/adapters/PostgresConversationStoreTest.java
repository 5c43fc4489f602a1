package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.chat.Conversation;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.CommandEvent;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.CommandStore.Written;
import io.lapwing.sharedmodel.port.ConversationStore;
import io.lapwing.sharedmodel.port.ConversationStoreContract;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aConversation;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

class PostgresConversationStoreTest extends ConversationStoreContract {
    private final Stores stores = TestPostgres.stores();
    private final ConversationStore conversations = new PostgresConversationStore(TestPostgres.database());
    private final CommandStore commands = new PostgresCommandStore(TestPostgres.database());

    @Override
    public Stores stores() {
        return stores;
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
        return TestPostgres.positionsInOutbox(orderKey, wanted);
    }

    @Test
    void gives_a_sign_of_a_command_that_others_can_see_by_then() {
        Command command = aCommand().to(registered()).build();
        AtomicInteger seen = new AtomicInteger();
        Runnable relay = () -> commands.find(command.device().tenant(), command.id())
                .ifPresent(_ -> seen.incrementAndGet());
        TestPostgres.database().outboxSigns().add(relay);
        try {
            assertThat(confirmed(command)).isEqualTo(Written.DONE);
        } finally {
            TestPostgres.database().outboxSigns().remove(relay);
        }

        assertThat(seen).hasPositiveValue();
    }

    @Test
    void leaves_the_connection_fit_for_others_after_a_refusal() {
        DeviceKey nobody = new DeviceKey(freshTenant(), new DeviceId("nobody"));

        for (int i = 0; i < 50; i++) {
            assertThat(confirmed(aCommand().to(nobody).build())).isEqualTo(Written.NO_SUCH_DEVICE);
            Conversation conversation = aConversation().build();
            assertThat(conversations.save(conversation)).isTrue();
            assertThat(conversations.find(conversation.key())).contains(conversation);
        }
    }

    private Written confirmed(Command command) {
        return conversations.save(aConversation().build(), command, List.of(CommandEvent.of(command, now(), null)));
    }
}
