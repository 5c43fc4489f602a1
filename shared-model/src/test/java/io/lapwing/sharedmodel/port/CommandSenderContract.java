package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.json.CommandJson;
import io.lapwing.sharedmodel.port.CommandSender.Sending;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [CommandSender] does.
public abstract class CommandSenderContract {

    private static final Duration DELIVERY = Duration.ofSeconds(10);
    private static final TraceParent TRACE = new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7",
            true);

    /// A command as it comes to a device that speaks MQTT 5.
    ///
    /// @param expiresInSeconds for how long the broker was to keep it
    public record Received(String topic, String payload, @Nullable String contentType, @Nullable String responseTopic,
            @Nullable String correlation, @Nullable Long expiresInSeconds, @Nullable String traceParent) {}

    /// The adapter under test, by the machine's clock.
    protected abstract CommandSender sender();

    /// Connects a device and has it subscribe to its commands; it acknowledges what it gets.
    protected abstract void connect(DeviceKey device);

    /// What a device got since it connected, in the order that it came.
    protected abstract List<Received> receivedBy(DeviceKey device);

    private static DeviceKey freshDevice() {
        return new DeviceKey(freshTenant(), new DeviceId("pump-1"));
    }

    private DeviceKey connected() {
        DeviceKey device = freshDevice();
        connect(device);
        return device;
    }

    private Received received(DeviceKey device) {
        within(DELIVERY, () -> assertThat(receivedBy(device)).hasSize(1));
        return receivedBy(device).getFirst();
    }

    private static String json(Command command) {
        return new String(CommandJson.request(command), StandardCharsets.UTF_8);
    }

    @Test
    void gives_a_device_all_of_a_command() {
        DeviceKey pump = connected();
        Command command = aCommand().to(pump).doing("set speed 日本 \"🚰\"", "{\"rpm\":[900,1e400,null]}").build();

        assertThat(sender().send(command)).isEqualTo(Sending.SENT);

        assertThat(received(pump).topic()).isEqualTo(DeviceTopic.commandOf(pump, command.id()));
        assertThat(received(pump).payload()).isEqualTo(json(command));
    }

    @Test
    void tells_a_device_where_and_until_when_to_answer() {
        DeviceKey pump = connected();
        Command command = aCommand().to(pump).livingFor(Duration.ofMinutes(2)).withTrace(TRACE).build();

        assertThat(sender().send(command)).isEqualTo(Sending.SENT);

        Received received = received(pump);
        assertThat(received.contentType()).isEqualTo("application/json");
        assertThat(received.responseTopic()).isEqualTo(DeviceTopic.replyOf(pump, command.id()));
        assertThat(received.correlation()).isEqualTo(command.id().value());
        assertThat(received.expiresInSeconds()).isBetween(90L, 120L);
        assertThat(received.traceParent()).isEqualTo(TRACE.header());
    }

    @Test
    void sends_a_command_without_a_trace() {
        DeviceKey pump = connected();

        assertThat(sender().send(aCommand().to(pump).build())).isEqualTo(Sending.SENT);

        assertThat(received(pump).traceParent()).isNull();
    }

    @Test
    void gives_each_device_its_own() {
        DeviceKey one = connected();
        DeviceKey other = connected();
        Command toOne = aCommand().to(one).build();
        Command toOther = aCommand().to(other).build();

        assertThat(sender().send(toOne)).isEqualTo(Sending.SENT);
        assertThat(sender().send(toOther)).isEqualTo(Sending.SENT);

        assertThat(received(one).payload()).isEqualTo(json(toOne));
        assertThat(received(other).payload()).isEqualTo(json(toOther));
    }

    @Test
    void sends_a_command_again_as_it_was() {
        DeviceKey pump = connected();
        Command command = aCommand().to(pump).build();

        assertThat(sender().send(command)).isEqualTo(Sending.SENT);
        assertThat(sender().send(command)).isEqualTo(Sending.SENT);

        within(DELIVERY, () -> assertThat(receivedBy(pump)).isNotEmpty());
        assertThat(receivedBy(pump)).extracting(Received::payload).containsOnly(json(command));
    }

    /// Where nobody can tell whether a device is there, it is as good as sent.
    @Test
    void says_what_it_knows_of_a_device_that_is_not_connected() {
        assertThat(sender().send(aCommand().to(freshDevice()).build())).isIn(Sending.SENT, Sending.UNREACHABLE);
    }

    @Test
    void sends_many_at_once() {
        DeviceKey pump = connected();
        List<Command> commands = IntStream.range(0, 80).mapToObj(_ -> aCommand().to(pump).build()).toList();

        List<Sending> sent = Racing.race(8, thread -> IntStream.range(0, 10)
                .mapToObj(i -> sender().send(commands.get(10 * thread + i))).toList())
                .stream().flatMap(List::stream).toList();

        assertThat(sent).hasSize(80).containsOnly(Sending.SENT);
        within(DELIVERY, () -> assertThat(receivedBy(pump)).extracting(Received::payload)
                .containsExactlyInAnyOrderElementsOf(commands.stream().map(CommandSenderContract::json).toList()));
    }
}
