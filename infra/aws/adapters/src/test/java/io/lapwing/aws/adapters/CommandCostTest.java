package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.Command.Reply;
import io.lapwing.sharedmodel.command.CommandStep;
import io.lapwing.sharedmodel.command.CommandStep.Advanced;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.event.CommandEvent;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.CommandStore.Written;
import io.lapwing.sharedmodel.port.StoreTests;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static org.assertj.core.api.Assertions.assertThat;

/// What commands cost, in request units as the database counts them. The figures are those of `docs/dynamodb.md`.
@NeedsDynamoDb
class CommandCostTest implements StoreTests {

    private final ConsumedCapacity capacity = new ConsumedCapacity();
    private final DynamoDatabase database = new DynamoDatabase(capacity.client(), TestDynamoDb.shared().freshTables());
    private final Stores stores = TestDynamoDbStores.on(database);
    private final CommandStore commands = new DynamoDbCommandStore(database);

    @Override
    public Stores stores() {
        return stores;
    }

    private Command saved(Command command) {
        capacity.reset();
        assertThat(commands.save(command, List.of(CommandEvent.of(command, command.createdAt(), null))))
                .isEqualTo(Written.DONE);
        return command;
    }

    private static Command after(CommandStep step) {
        return ((Advanced) step).command();
    }

    private void assertUnits(double write, double read) {
        assertThat(List.of(capacity.written(), capacity.read())).containsExactly(write, read);
    }

    @Test
    void takes_what_the_documentation_says() {
        Command queued = saved(aCommand().to(registered()).build());
        assertUnits(12, 3);
        Command sent = saved(after(queued.sent(queued.createdAt())));
        assertUnits(4, 1);
        saved(after(sent.replied(new Reply(200, JsonText.EMPTY_OBJECT, queued.createdAt()))));
        assertUnits(8, 1);

        capacity.reset();
        assertThat(commands.find(queued.device().tenant(), queued.id())).isPresent();
        assertUnits(0, 3);
        capacity.reset();
        assertThat(commands.open(queued.device())).isEmpty();
        assertUnits(0, 2);
        capacity.reset();
        assertThat(commands.overdue(Instant.EPOCH, 1000)).isEmpty();
        assertUnits(0, 8);
    }
}
