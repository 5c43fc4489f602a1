package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandState;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Racing;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.deviceingest.functions.CommandSystem.PUMP;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static org.assertj.core.api.Assertions.assertThat;

class ExpireCommandsTest {

    private final CommandSystem system = new CommandSystem();

    @Test
    void ends_what_nobody_asks_for_at_the_end_of_its_life() {
        Command queued = system.make();
        system.goOnline(PUMP);
        Command sent = system.make();
        Command delivered = system.make();
        system.acknowledge(delivered, PUMP);
        Command done = system.make();
        system.receive(CommandSystem.aReply(done, "{\"status\":200}").receivedAt(system.start));

        system.at(59.999);
        assertThat(system.expire()).isZero();
        system.at(75);
        assertThat(system.expire()).isEqualTo(3);

        assertThat(List.of(queued, sent, delivered)).allSatisfy(command -> {
            assertThat(system.stateOf(command)).isEqualTo(CommandState.EXPIRED);
            assertThat(system.current(command).progress().endedAt()).isEqualTo(command.expiresAt());
        });
        assertThat(system.stateOf(done)).isEqualTo(CommandState.SUCCEEDED);
        assertThat(system.expire()).isZero();
    }

    @Test
    void goes_on_until_none_is_left() {
        List<Command> commands = manyCommands(7);

        system.at(61);
        assertThat(system.expire()).isEqualTo(commands.size());

        assertThat(commands).allMatch(command -> system.stateOf(command) == CommandState.EXPIRED);
    }

    @Test
    void ends_each_command_once_though_several_run_at_once() {
        List<Command> commands = manyCommands(5);
        system.at(61);

        List<Integer> ended = Racing.race(4, _ -> system.expire());

        assertThat(ended.stream().mapToInt(Integer::intValue).sum()).isEqualTo(commands.size());
        assertThat(commands).allMatch(command -> system.current(command).version() == 2);
    }

    /// So many times what one device can have.
    private List<Command> manyCommands(int devices) {
        return IntStream.range(0, devices)
                .mapToObj(i -> DeviceKey.of("acme", "many-" + i)).flatMap(device -> {
                    system.register(device);
                    return IntStream.range(0, 100).mapToObj(_ -> system.make(aCommand().to(device)));
                }).toList();
    }
}
