package io.lapwing.loadtests.mqtt;

import io.lapwing.loadtests.process.CuttableProxy;
import io.lapwing.loadtests.process.FreePort;
import io.lapwing.loadtests.process.Waiting;
import io.lapwing.loadtests.server.LoadBroker;
import io.lapwing.local.adapters.BatcherSettings;
import io.lapwing.local.adapters.MessageBatcher;
import io.lapwing.local.app.broker.EmbeddedBroker;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/// The generator against the broker that it is made for.
class MqttLoadTest {

    private static final AccessToken TOKEN = new AccessToken("the-token");
    private static final int DEVICES = 5;
    private static final int MESSAGES = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final InMemoryStores stores = new InMemoryStores();
    private final Set<String> received = ConcurrentHashMap.newKeySet();
    private final MessageBatcher batcher = new MessageBatcher(this::take, _ -> {}, BatcherSettings.DEFAULT);
    private EmbeddedBroker broker;

    @BeforeEach
    void start(@TempDir Path directory) {
        for (int i = 0; i < DEVICES; i++) {
            stores.registry().create(aDevice().withKey(key(i)).build(), token(i).hash());
        }
        broker = LoadBroker.start(directory, batcher, stores.credentials(), stores.audit());
    }

    @AfterEach
    void stop() {
        broker.close();
        batcher.close();
    }

    @ParameterizedTest
    @EnumSource(MqttVersion.class)
    void sends_every_message_and_times_its_puback(MqttVersion version) {
        try (MqttLoad load = MqttLoad.start(settings(FreePort.address(broker.port())).withVersion(version))) {
            load.awaitConnected(PATIENCE);
            assertThat(await(load)).isTrue();
            assertThat(load.counts().acknowledged()).isEqualTo(DEVICES * MESSAGES);
            assertThat(load.takeLatencies().getTotalCount()).isEqualTo(DEVICES * MESSAGES);
            Map<DeviceKey, Acknowledged> told = load.acknowledged();
            assertThat(told).hasSize(DEVICES);
            assertThat(told.values()).allSatisfy(device -> assertThat(device.count()).isEqualTo(MESSAGES));
        }
        assertThat(received).hasSize(DEVICES * MESSAGES);
    }

    @Test
    void comes_back_after_a_cut_with_what_was_not_acknowledged() {
        try (CuttableProxy network = CuttableProxy.before(FreePort.address(broker.port()));
                MqttLoad load = MqttLoad.start(settings(FreePort.address(network.port())).withMaxPerSecond(2000))) {
            load.awaitConnected(PATIENCE);
            network.cut();
            network.restore();
            assertThat(await(load)).isTrue();
            assertThat(load.counts().connects()).isGreaterThan(DEVICES);
            assertThat(load.acknowledged().values())
                    .allSatisfy(device -> assertThat(device.count()).isEqualTo(MESSAGES));
        }
        assertThat(received).hasSize(DEVICES * MESSAGES);
    }

    @Test
    void says_why_its_devices_are_not_let_in() {
        FleetMember stranger = new FleetMember(DeviceLogin.of(key(0), "another-token"), messages());
        try (MqttLoad load = MqttLoad
                .start(LoadSettings.of(FreePort.address(broker.port()), List.of(stranger), 1))) {
            assertThatIllegalStateException().isThrownBy(() -> load.awaitConnected(Duration.ofSeconds(2)))
                    .withMessageContaining("0 of 1").withMessageContaining("CONNACK with reason code");
        }
    }

    private static boolean await(MqttLoad load) {
        return Waiting
                .until(() -> load.counts().acknowledged() == (long) DEVICES * MESSAGES, PATIENCE);
    }

    private static LoadSettings settings(InetSocketAddress address) {
        List<FleetMember> fleet = IntStream.range(0, DEVICES)
                .mapToObj(i -> new FleetMember(DeviceLogin.of(key(i), token(i).value()), messages())).toList();
        return LoadSettings.of(address, fleet, 7).withMessagesPerDevice(MESSAGES);
    }

    private static TelemetryMessages messages() {
        return new TelemetryMessages(Instant.now(), MessageIdentity.TS);
    }

    private static DeviceKey key(int number) {
        return DeviceKey.of("acme", "device-" + number);
    }

    private static AccessToken token(int number) {
        return new AccessToken(TOKEN.value() + number);
    }

    private List<IngestOutcome> take(List<ReceivedMessage> batch) {
        batch.forEach(message -> received.add(message.device() + " "
                + TelemetryMessages.sentMicros(message.payload().toBytes()) + message.payload().hashCode()));
        return batch.stream().<IngestOutcome>map(_ -> new IngestOutcome.Accepted(10, 0, List.of())).toList();
    }
}
