package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.json.CommandJson;
import io.lapwing.sharedmodel.port.CommandSender;
import io.lapwing.sharedmodel.port.CommandSender.Sending;
import io.lapwing.sharedmodel.port.CommandSenderContract;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecordedCommandsTest extends CommandSenderContract {

    private final RecordedCommands commands = new RecordedCommands();

    @Override
    protected CommandSender sender() {
        return commands;
    }

    @Override
    protected void connect(DeviceKey device) {}

    @Override
    protected List<Received> receivedBy(DeviceKey device) {
        return commands.to(device).stream().map(RecordedCommandsTest::received).toList();
    }

    private static Received received(Command command) {
        return new Received(DeviceTopic.commandOf(command.device(), command.id()),
                new String(CommandJson.request(command), StandardCharsets.UTF_8), "application/json",
                DeviceTopic.replyOf(command.device(), command.id()), command.id().value(),
                Duration.between(Instant.now(), command.expiresAt()).toSeconds(),
                Optional.ofNullable(command.trace()).map(TraceParent::header).orElse(null));
    }

    @Test
    void sends_nothing_to_a_device_that_is_away_until_it_comes_back() {
        Command command = aCommand().build();
        commands.leave(command.device());

        assertThat(commands.send(command)).isEqualTo(Sending.UNREACHABLE);
        commands.comeBack(command.device());
        assertThat(commands.send(command)).isEqualTo(Sending.SENT);

        assertThat(commands.all()).containsExactly(command);
    }

    @Test
    void fails_while_the_broker_is_down() {
        commands.setDown(true);

        assertThatThrownBy(() -> commands.send(aCommand().build())).isInstanceOf(StoreUnavailable.class);
    }
}
