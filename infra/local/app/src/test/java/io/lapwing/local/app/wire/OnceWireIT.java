package io.lapwing.local.app.wire;

import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.IntStream;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.local.app.wire.Site.T0;
import static org.assertj.core.api.Assertions.assertThat;

/// One effect, whatever happens in between.
class OnceWireIT {

    private static final int BUFFERED = 10_000;
    private static final int IN_FLIGHT = 50;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void takes_a_message_id_once_also_across_a_restart() throws Exception {
        try (Site site = Site.open(folder)) {
            DeviceKey key = Site.key("once");
            AccessToken token = site.register(key);
            try (WireDevice device = connect(site, key, token)) {
                device.publish("{\"mid\":\"m-1\",\"t\":1}");
            }
            assertThat(site.process().terminate()).isZero();
            site.process().start();
            try (WireDevice device = connect(site, key, token)) {
                device.publish("{\"mid\":\"m-1\",\"t\":2}");
            }

            assertThat(site.latest(key)).contains("\"value\":1}");
            assertThat(site.counter("lapwing_messages_duplicate_total")).isEqualTo(1);
        }
    }

    @Test
    void takes_a_buffer_that_is_flushed_through_a_cut_connection_exactly() throws Exception {
        try (Site site = Site.open(folder)) {
            DeviceKey key = Site.key("buffered");
            AccessToken token = site.register(key);
            Deque<Integer> buffer = new ArrayDeque<>(IntStream.range(0, BUFFERED).boxed().toList());

            int connections = 0;
            while (!buffer.isEmpty()) {
                connections++;
                flush(site, key, token, buffer, connections < 4 ? 3_000 : BUFFERED);
            }

            assertThat(connections).isGreaterThan(3);
            assertThat(site.count(key, "n")).isEqualTo(BUFFERED);
        }
    }

    /// Sends what is buffered, forgets what is acknowledged, and loses the connection with messages in flight.
    private static void flush(Site site, DeviceKey key, AccessToken token, Deque<Integer> buffer, int cutAfter)
            throws MqttException {
        Deque<IMqttToken> inFlight = new ArrayDeque<>();
        try (WireDevice device = connect(site, key, token)) {
            int sent = 0;
            for (int n : buffer.stream().limit(cutAfter).toList()) {
                inFlight.add(device.send("{\"ts\":%d,\"values\":{\"n\":%d}}".formatted(T0 + n, n)));
                sent++;
                if (inFlight.size() == IN_FLIGHT) {
                    acknowledged(inFlight, buffer);
                }
            }
            if (sent < cutAfter) {
                while (!inFlight.isEmpty()) {
                    acknowledged(inFlight, buffer);
                }
            }
        }
    }

    private static void acknowledged(Deque<IMqttToken> inFlight, Deque<Integer> buffer) throws MqttException {
        inFlight.removeFirst().waitForCompletion(20_000);
        buffer.removeFirst();
    }

    private static WireDevice connect(Site site, DeviceKey key, AccessToken token) throws MqttException {
        URI broker = site.process().mqttAddress();
        return WireDevice.connect(broker, key, token);
    }
}
