package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.watch.ConnectionEvent;
import io.lapwing.sharedmodel.watch.ConnectionEvent.Connected;
import io.lapwing.sharedmodel.watch.ConnectionEvent.Disconnected;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What the broker tells of a device's coming and going.
class ConnectionEventsTest {

    private static final Duration SOON = Duration.ofSeconds(10);

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
    void a_device_comes_and_goes_on_a_connection_that_is_named_after_the_brokers_run() throws Exception {
        DeviceKey pump = under.register("pump");
        DeviceClient.connect(under, pump).close();
        Connected came = (Connected) events(pump, 2).getFirst();
        assertThat(came.connection()).matches("lapwing-test:z:\\d+");
        assertThat(events(pump, 2).getLast()).isInstanceOfSatisfying(Disconnected.class,
                gone -> assertThat(gone.connection()).isEqualTo(came.connection()));
    }

    @Test
    void a_device_that_says_goodbye_has_gone_too() throws Exception {
        DeviceKey pump = under.register("polite");
        try (DeviceClient device = DeviceClient.connect(under, pump)) {
            device.disconnect();
            assertThat(events(pump, 2).getLast()).isInstanceOf(Disconnected.class);
        }
    }

    @Test
    void a_device_with_several_connections_goes_with_its_last() throws Exception {
        DeviceKey pump = under.register("twice");
        DeviceClient first = client(pump, "first");
        DeviceClient second = client(pump, "second");
        List<ConnectionEvent> came = events(pump, 2);
        second.close();
        assertThat(events(pump, 3).getLast()).isInstanceOfSatisfying(Connected.class,
                back -> assertThat(back.connection()).isEqualTo(came.getFirst().connection()));
        first.close();
        assertThat(events(pump, 4).getLast()).isInstanceOfSatisfying(Disconnected.class,
                gone -> assertThat(gone.connection()).isEqualTo(came.getFirst().connection()));
    }

    @Test
    void a_device_that_takes_over_from_itself_is_on_its_new_connection_in_the_end() throws Exception {
        DeviceKey pump = under.register("again");
        DeviceClient first = client(pump, "same");
        try (DeviceClient second = client(pump, "same")) {
            within(SOON, () -> assertThat(first.isConnected()).isFalse());
            within(SOON, () -> assertThat(under.events.connectionsOf(pump)).last().isInstanceOfSatisfying(
                    Connected.class, now -> assertThat(now.connection())
                            .isNotEqualTo(under.events.connectionsOf(pump).getFirst().connection())));
            assertThat(second.isConnected()).isTrue();
        }
        first.close();
    }

    @Test
    void nothing_is_told_of_who_is_not_let_in() {
        DeviceKey pump = under.register("locked-out");
        assertThatThrownBy(() -> DeviceClient.connect(under.url(), "", pump.toString(), "not its token"))
                .isInstanceOf(MqttException.class);
        assertThat(under.events.connectionsOf(pump)).isEmpty();
    }

    @Test
    void what_the_store_cannot_take_is_told_again_in_its_order() throws Exception {
        DeviceKey pump = under.register("patient");
        under.events.loseStoreFor(3);
        DeviceClient.connect(under, pump).close();
        DeviceClient.connect(under, pump).close();
        List<ConnectionEvent> events = events(pump, 4);
        assertThat(events).extracting(event -> event instanceof Connected).containsExactly(true, false, true, false);
    }

    private static DeviceClient client(DeviceKey device, String clientId) throws MqttException {
        return DeviceClient.connect(under.url(), clientId, device.toString(), under.tokenOf(device));
    }

    private static List<ConnectionEvent> events(DeviceKey device, int count) {
        within(SOON, () -> assertThat(under.events.connectionsOf(device)).hasSize(count));
        return under.events.connectionsOf(device);
    }
}
