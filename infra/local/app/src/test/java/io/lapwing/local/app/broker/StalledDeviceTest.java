package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// Devices that send more than they should, or do not listen.
class StalledDeviceTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int SENT = 1_000;
    private static final int PAYLOAD_BYTES = 1_000;

    /// The window, and what may have been read from the socket in one go when it was full.
    private static final int MOST_HELD = 256 + 65_536 / PAYLOAD_BYTES + 1;

    @TempDir
    private Path dataDir;

    @Test
    void a_device_of_mqtt_3_is_not_read_from_beyond_its_window_and_loses_nothing() throws Exception {
        try (BrokerUnderTest under = BrokerUnderTest.in(dataDir)) {
            DeviceKey pump = under.register("greedy");
            under.ingest.hold();
            MqttConnectOptions options = new MqttConnectOptions();
            options.setUserName(pump.toString());
            options.setPassword(under.tokenOf(pump).toCharArray());
            options.setMaxInflight(SENT);
            try (MqttAsyncClient client = new MqttAsyncClient(under.url(), "greedy", new MemoryPersistence())) {
                client.connect(options).waitForCompletion(10_000);
                List<IMqttDeliveryToken> sent = new ArrayList<>();
                for (int i = 0; i < SENT; i++) {
                    sent.add(client.publish(DeviceTopic.telemetryOf(pump), new byte[PAYLOAD_BYTES], 1, false));
                }
                within(SOON, () -> assertThat(under.batcher.waitingMessages()).isGreaterThan(256));
                // The broker has time for another's whole connection, and still takes no more of this one.
                DeviceClient.connect(under, under.register("other")).close();
                assertThat(under.batcher.waitingMessages()).isLessThanOrEqualTo(MOST_HELD);
                under.ingest.release();
                for (IMqttDeliveryToken token : sent) {
                    token.waitForCompletion(20_000);
                }
                assertThat(under.ingest.payloadsOf(pump)).hasSize(SENT);
                client.disconnect().waitForCompletion(10_000);
            }
        }
    }

    @Test
    void a_device_that_never_reads_its_acknowledgements_delays_no_other() throws Exception {
        try (BrokerUnderTest under = BrokerUnderTest.in(dataDir)) {
            DeviceKey deaf = under.register("deaf");
            DeviceKey pump = under.register("pump-1");
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), under.broker.port())) {
                socket.setReceiveBufferSize(1024);
                OutputStream out = socket.getOutputStream();
                out.write(connect(deaf.toString(), under.tokenOf(deaf)));
                for (int id = 1; id <= 20_000; id++) {
                    out.write(publish(DeviceTopic.telemetryOf(deaf), id));
                }
                try (DeviceClient device = DeviceClient.connect(under, pump)) {
                    for (int i = 0; i < 50; i++) {
                        long start = System.nanoTime();
                        assertThat(DeviceClient.reasonOf(device.send(DeviceTopic.telemetryOf(pump), "{\"t\":1}")))
                                .isZero();
                        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
                    }
                }
            }
        }
    }

    private static byte[] connect(String username, String password) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(body);
        data.writeUTF("MQTT");
        data.writeByte(4);
        data.writeByte(0b1100_0010); // User name, password, clean session.
        data.writeShort(60);
        data.writeUTF("raw");
        data.writeUTF(username);
        data.writeUTF(password);
        return packet(0x10, body.toByteArray());
    }

    private static byte[] publish(String topic, int packetId) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(body);
        data.writeUTF(topic);
        data.writeShort(packetId);
        data.write("{\"t\":1}".getBytes(StandardCharsets.UTF_8));
        return packet(0x32, body.toByteArray());
    }

    private static byte[] packet(int header, byte[] body) {
        assertThat(body.length).isLessThan(128);
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(header);
        packet.write(body.length);
        packet.writeBytes(body);
        return packet.toByteArray();
    }
}
