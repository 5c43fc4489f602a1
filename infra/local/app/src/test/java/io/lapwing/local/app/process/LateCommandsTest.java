package io.lapwing.local.app.process;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.inmemory.RecordedCommands;
import io.lapwing.sharedmodel.json.CommandJson;
import io.lapwing.sharedmodel.port.CommandSender;
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

/// Commands through a broker that came later.
class LateCommandsTest extends CommandSenderContract {

    private final RecordedCommands broker = new RecordedCommands();
    private final LateCommands commands = new LateCommands();

    LateCommandsTest() {
        commands.through(broker, _ -> Optional.of(Instant.EPOCH));
    }

    @Test
    void has_whoever_sends_before_the_broker_is_there_come_again() {
        LateCommands early = new LateCommands();
        Command command = aCommand().build();

        assertThatThrownBy(() -> early.send(command)).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> early.since(command.device())).isInstanceOf(StoreUnavailable.class);
        assertThat(commands.since(command.device())).contains(Instant.EPOCH);
    }

    @Override
    protected CommandSender sender() {
        return commands;
    }

    @Override
    protected void connect(DeviceKey device) {
        // Everybody is listened to.
    }

    @Override
    protected List<Received> receivedBy(DeviceKey device) {
        return broker.to(device).stream().map(LateCommandsTest::received).toList();
    }

    private static Received received(Command command) {
        return new Received(DeviceTopic.commandOf(command.device(), command.id()),
                new String(CommandJson.request(command), StandardCharsets.UTF_8), "application/json",
                DeviceTopic.replyOf(command.device(), command.id()), command.id().value(),
                Duration.between(Instant.now(), command.expiresAt()).toSeconds(),
                Optional.ofNullable(command.trace()).map(TraceParent::header).orElse(null));
    }
}
