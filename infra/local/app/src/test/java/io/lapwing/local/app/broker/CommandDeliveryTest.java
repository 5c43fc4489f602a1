package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandDelivery;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.json.CommandJson;
import io.lapwing.sharedmodel.port.CommandSender.Sending;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static org.assertj.core.api.Assertions.assertThat;

/// Commands on their way to a device: to whom they go, when, and how often.
class CommandDeliveryTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final long A_WHILE = 400;

    private static BrokerUnderTest under;

    @BeforeAll
    static void start(@TempDir Path dataDir) {
        under = BrokerUnderTest.in(dataDir);
    }

    @AfterAll
    static void stop() {
        under.close();
    }

    @Test
    void a_device_that_is_away_or_does_not_listen_cannot_be_reached() throws Exception {
        DeviceKey pump = under.register("unreachable");
        assertThat(send(pump).sending()).isEqualTo(Sending.UNREACHABLE);
        try (DeviceClient device = DeviceClient.connect(under, pump)) {
            assertThat(send(pump).sending()).isEqualTo(Sending.UNREACHABLE);
            device.subscribe(DeviceTopic.errorOf(pump), 1);
            assertThat(send(pump).sending()).isEqualTo(Sending.UNREACHABLE);
            assertThat(device.arrived.poll(A_WHILE, TimeUnit.MILLISECONDS)).isNull();
        }
        assertThat(under.events.wanted()).doesNotContain(pump);
    }

    @Test
    void a_session_that_is_kept_for_a_device_which_is_away_does_not_reach_it() throws Exception {
        DeviceKey pump = under.register("kept");
        try (DeviceClient device = DeviceClient.resume(under, pump, true)) {
            device.subscribe(commandsOf(pump), 1);
        }
        within(SOON, () -> assertThat(under.events.connectionsOf(pump)).hasSize(2));
        assertThat(send(pump).sending()).isEqualTo(Sending.UNREACHABLE);
        try (DeviceClient device = DeviceClient.resume(under, pump, true)) {
            assertThat(device.arrived.poll(A_WHILE, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void a_device_is_sent_what_waits_once_it_has_subscribed() throws Exception {
        DeviceKey pump = under.register("subscribing");
        try (DeviceClient device = DeviceClient.connect(under, pump)) {
            device.subscribe(commandsOf(pump), 1);
            within(SOON, () -> assertThat(under.events.wanted()).contains(pump));
        }
    }

    @Test
    void a_device_that_comes_back_to_its_subscription_is_sent_what_waits() throws Exception {
        DeviceKey pump = under.register("resuming");
        try (DeviceClient device = DeviceClient.resume(under, pump, true)) {
            device.subscribe(DeviceTopic.prefixOf(pump) + "#", 1);
            within(SOON, () -> assertThat(wantedFor(pump)).isEqualTo(1));
        }
        try (DeviceClient _ = DeviceClient.resume(under, pump, true)) {
            within(SOON, () -> assertThat(wantedFor(pump)).isEqualTo(2));
        }
    }

    @Test
    void the_acknowledgement_of_the_device_is_told() throws Exception {
        DeviceKey pump = under.register("acknowledging");
        under.events.loseStoreFor(1);
        try (DeviceClient device = DeviceClient.connect(under, pump)) {
            device.subscribe(commandsOf(pump), 1);
            Sent sent = send(pump);
            assertThat(next(device)).isEqualTo(sent.json());
            within(SOON, () -> assertThat(delivered(pump)).containsExactly(sent.command().id()));
        }
    }

    @Test
    void a_device_that_does_not_acknowledge_has_not_been_delivered() throws Exception {
        DeviceKey silent = under.register("silent");
        DeviceKey careless = under.register("careless");
        try (DeviceClient one = DeviceClient.resume(under, silent, false);
                DeviceClient other = DeviceClient.connect(under, careless)) {
            one.subscribe(commandsOf(silent), 1);
            other.subscribe(commandsOf(careless), 0);
            send(silent);
            send(careless);
            next(one);
            next(other);
            TimeUnit.MILLISECONDS.sleep(A_WHILE);
            assertThat(delivered(silent)).isEmpty();
            assertThat(delivered(careless)).isEmpty();
        }
    }

    @Test
    void a_command_that_is_sent_again_goes_over_a_connection_once() throws Exception {
        DeviceKey pump = under.register("once");
        try (DeviceClient device = DeviceClient.connect(under, pump)) {
            device.subscribe(commandsOf(pump), 1);
            Command command = aCommand().to(pump).build();
            for (int i = 0; i < 3; i++) {
                assertThat(under.broker.commands().send(command)).isEqualTo(Sending.SENT);
            }
            next(device);
            within(SOON, () -> assertThat(delivered(pump)).contains(command.id()));
            int told = delivered(pump).size();
            assertThat(under.broker.commands().send(command)).isEqualTo(Sending.SENT);
            // Whoever sends it again did not know of the acknowledgement.
            within(SOON, () -> assertThat(delivered(pump)).hasSizeGreaterThan(told).containsOnly(command.id()));
            assertThat(device.arrived.poll(A_WHILE, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void a_command_that_the_broker_repeats_in_a_resumed_session_is_not_sent_beside_that() throws Exception {
        DeviceKey pump = under.register("repeated");
        Command command = aCommand().to(pump).build();
        try (DeviceClient device = DeviceClient.resume(under, pump, false)) {
            device.subscribe(commandsOf(pump), 1);
            under.broker.commands().send(command);
            next(device);
        }
        within(SOON, () -> assertThat(under.events.connectionsOf(pump)).hasSize(2));
        try (DeviceClient device = DeviceClient.resume(under, pump, true)) {
            within(SOON, () -> assertThat(under.events.connectionsOf(pump)).hasSize(3));
            assertThat(under.broker.commands().send(command)).isEqualTo(Sending.SENT);
            MqttMessage repeated = device.arrived.poll(10, TimeUnit.SECONDS);
            assertThat(repeated).isNotNull();
            within(SOON, () -> assertThat(delivered(pump)).contains(command.id()));
            assertThat(device.arrived.poll(A_WHILE, TimeUnit.MILLISECONDS)).isNull();
            // The connection is none the worse for what was left out.
            assertThat(next(device, send(pump))).isTrue();
        }
    }

    @Test
    void a_new_session_gets_a_command_that_the_last_one_did_not_acknowledge() throws Exception {
        DeviceKey pump = under.register("anew");
        Command command = aCommand().to(pump).build();
        try (DeviceClient device = DeviceClient.resume(under, pump, false)) {
            device.subscribe(commandsOf(pump), 1);
            under.broker.commands().send(command);
            next(device);
        }
        within(SOON, () -> assertThat(under.events.connectionsOf(pump)).hasSize(2));
        try (DeviceClient device = DeviceClient.connect(under, pump)) {
            device.subscribe(commandsOf(pump), 1);
            assertThat(under.broker.commands().send(command)).isEqualTo(Sending.SENT);
            assertThat(next(device)).isEqualTo(json(command));
        }
    }

    @Test
    void a_command_of_an_earlier_connection_is_not_repeated_after_its_time_and_blocks_nothing() throws Exception {
        DeviceKey pump = under.register("too-late");
        Command command = aCommand().to(pump).livingFor(Duration.ofSeconds(2)).build();
        try (DeviceClient device = DeviceClient.resume(under, pump, false)) {
            device.subscribe(commandsOf(pump), 1);
            under.broker.commands().send(command);
            next(device);
        }
        TimeUnit.MILLISECONDS.sleep(Duration.between(Instant.now(), command.expiresAt()).toMillis() + 100);
        try (DeviceClient device = DeviceClient.resume(under, pump, true)) {
            within(SOON, () -> assertThat(under.events.connectionsOf(pump)).hasSize(3));
            assertThat(next(device, send(pump))).isTrue();
            assertThat(device.arrived).isEmpty();
        }
    }

    @Test
    void a_command_goes_to_the_newest_connection_that_listens() throws Exception {
        DeviceKey pump = under.register("several");
        try (DeviceClient first = client(pump, "1");
                DeviceClient second = client(pump, "2");
                DeviceClient third = client(pump, "3")) {
            first.subscribe(commandsOf(pump), 1);
            second.subscribe(commandsOf(pump), 1);
            Sent sent = send(pump);
            assertThat(next(second)).isEqualTo(sent.json());
            assertThat(first.arrived.poll(A_WHILE, TimeUnit.MILLISECONDS)).isNull();
            assertThat(third.arrived).isEmpty();
        }
    }

    @Test
    void a_command_that_a_connection_took_with_it_goes_over_the_one_that_is_left() throws Exception {
        DeviceKey pump = under.register("rebooted");
        Command command = aCommand().to(pump).build();
        try (DeviceClient now = client(pump, "now")) {
            try (DeviceClient before = DeviceClient.resume(under, pump, false)) {
                before.subscribe(commandsOf(pump), 1);
                assertThat(under.broker.commands().send(command)).isEqualTo(Sending.SENT);
                next(before);
                now.subscribe(commandsOf(pump), 1);
                within(SOON, () -> assertThat(wantedFor(pump)).isEqualTo(2));
                assertThat(under.broker.commands().send(command)).isEqualTo(Sending.SENT);
                assertThat(now.arrived.poll(A_WHILE, TimeUnit.MILLISECONDS)).isNull();
            }
            within(SOON, () -> assertThat(wantedFor(pump)).isEqualTo(3));
            assertThat(under.broker.commands().send(command)).isEqualTo(Sending.SENT);
            assertThat(next(now)).isEqualTo(json(command));
        }
    }

    @Test
    void a_device_takes_commands_once_it_has_subscribed_to_them_and_while_it_is_there() throws Exception {
        DeviceKey pump = under.register("taking");
        assertThat(under.broker.takesCommands(pump)).isFalse();
        try (DeviceClient device = DeviceClient.resume(under, pump, true)) {
            device.subscribe(DeviceTopic.errorOf(pump), 1);
            assertThat(under.broker.takesCommands(pump)).isFalse();
            device.subscribe(commandsOf(pump), 1);
            assertThat(under.broker.takesCommands(pump)).isTrue();
        }
        within(SOON, () -> assertThat(under.broker.takesCommands(pump)).isFalse());
        try (DeviceClient _ = DeviceClient.resume(under, pump, true)) {
            within(SOON, () -> assertThat(under.broker.takesCommands(pump)).isTrue());
        }
    }

    @Test
    void a_device_of_thingsboard_gets_its_own_commands_on_its_own_topic() throws Exception {
        DeviceKey pump = under.register("thingsboard");
        DeviceKey other = under.register("thingsboard-2");
        try (MqttClient one = thingsBoard(pump); MqttClient two = thingsBoard(other)) {
            BlockingQueue<String> topics = new LinkedBlockingQueue<>();
            BlockingQueue<String> others = new LinkedBlockingQueue<>();
            one.subscribe("v1/devices/me/rpc/request/+", 1, (topic, _) -> topics.add(topic));
            two.subscribe("v1/devices/me/rpc/request/+", 1, (topic, _) -> others.add(topic));
            within(SOON, () -> assertThat(under.events.wanted()).contains(pump, other));
            Sent sent = send(pump);
            assertThat(sent.sending()).isEqualTo(Sending.SENT);
            assertThat(topics.poll(10, TimeUnit.SECONDS))
                    .isEqualTo("v1/devices/me/rpc/request/" + sent.command().id());
            within(SOON, () -> assertThat(delivered(pump)).containsExactly(sent.command().id()));
            assertThat(others.poll(A_WHILE, TimeUnit.MILLISECONDS)).isNull();
            one.disconnect();
            two.disconnect();
        }
    }

    private record Sent(Command command, Sending sending) {

        String json() {
            return CommandDeliveryTest.json(command);
        }
    }

    private static Sent send(DeviceKey device) {
        Command command = aCommand().to(device).build();
        return new Sent(command, under.broker.commands().send(command));
    }

    private static String json(Command command) {
        return new String(CommandJson.request(command), StandardCharsets.UTF_8);
    }

    private static String next(DeviceClient device) throws InterruptedException {
        MqttMessage message = device.arrived.poll(10, TimeUnit.SECONDS);
        assertThat(message).as("a command").isNotNull();
        return new String(message.getPayload(), StandardCharsets.UTF_8);
    }

    /// Whether this is what the device gets next.
    private static boolean next(DeviceClient device, Sent sent) throws InterruptedException {
        return next(device).equals(sent.json());
    }

    private static String commandsOf(DeviceKey device) {
        return DeviceTopic.prefixOf(device) + "cmd/+";
    }

    private static long wantedFor(DeviceKey device) {
        return under.events.wanted().stream().filter(device::equals).count();
    }

    private static List<CommandId> delivered(DeviceKey device) {
        return under.events.deliveries().stream().filter(delivery -> delivery.device().equals(device))
                .map(CommandDelivery::command).toList();
    }

    private static DeviceClient client(DeviceKey device, String clientId) throws MqttException {
        return DeviceClient.connect(under.url(), clientId, device.toString(), under.tokenOf(device));
    }

    private static MqttClient thingsBoard(DeviceKey device) throws org.eclipse.paho.client.mqttv3.MqttException {
        MqttClient client = new MqttClient(under.url(), "tb-" + device.device(), new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setUserName(under.tokenOf(device));
        client.connect(options);
        return client;
    }
}
