package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.CommandStoreContract;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static org.assertj.core.api.Assertions.assertThat;

@NeedsDynamoDb
class DynamoDbCommandStoreTest extends CommandStoreContract {

    private static final DynamoDatabase DATABASE = TestDynamoDb.shared().database();
    private static final Stores STORES = TestDynamoDbStores.on(DATABASE);

    private final CommandStore commands = new DynamoDbCommandStore(DATABASE);

    @Override
    public Stores stores() {
        return STORES;
    }

    @Override
    protected CommandStore commands() {
        return commands;
    }

    @Override
    protected Set<Long> positionsInOutbox(String orderKey, Set<Long> wanted) {
        return TestOutbox.positions(DATABASE, orderKey, wanted);
    }

    @Test
    void leaves_nothing_behind_of_a_device_that_is_gone() {
        DeviceKey pump = registered();
        List<Command> made = IntStream.range(0, 30).mapToObj(_ -> aCommand().to(pump).build()).toList();
        made.forEach(command -> assertThat(commands.save(command, List.of())).isEqualTo(CommandStore.Written.DONE));
        Set<String> before = itemsWith(pump);

        assertThat(stores().registry().delete(pump, 1)).isTrue();
        new DeletedDevices(DATABASE).purge(Duration.ofSeconds(30));

        assertThat(before).hasSizeGreaterThan(90);
        assertThat(itemsWith(pump)).isEmpty();
    }

    @Test
    void leaves_the_command_of_a_later_device_under_the_same_id() {
        DeviceKey pump = registered();
        Command old = aCommand().to(pump).build();
        assertThat(commands.save(old, List.of())).isEqualTo(CommandStore.Written.DONE);
        DeletedDevice gone = new DeletedDevice(pump, DATABASE.get("test", DATABASE.keys().tokens(pump))
                .map(item -> Items.text(item, Keys.INCARNATION)).orElseThrow(), old.createdAt(), List.of());
        assertThat(stores().registry().delete(pump, 1)).isTrue();
        registered(aDevice().withKey(pump));
        Command young = aCommand().to(pump).withId(old.id().value()).build();
        assertThat(commands.save(young, List.of())).isEqualTo(CommandStore.Written.DONE);

        new DeletedDevices(DATABASE).clear(gone, Duration.ofSeconds(30));

        assertThat(commands.find(pump.tenant(), young.id())).contains(young);
    }

    /// The keys of all items that name the device's tenant, which no other test does.
    private static Set<String> itemsWith(DeviceKey device) {
        return TestDynamoDbStores.keysWith(DATABASE, device.tenant().value());
    }
}
