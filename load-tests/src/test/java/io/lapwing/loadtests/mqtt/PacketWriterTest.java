package io.lapwing.loadtests.mqtt;

import io.lapwing.sharedmodel.device.DeviceKey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PacketWriterTest {

    private static final DeviceLogin LOGIN = DeviceLogin.of(DeviceKey.of("a", "d"), "pw");
    private static final byte[] TOPIC = "iot/x".getBytes(StandardCharsets.US_ASCII);

    @Test
    void a_connect_of_mqtt_5_keeps_its_session_for_an_hour() {
        assertThat(written(out -> PacketWriter.connect(out, MqttVersion.V5, LOGIN)))
                .isEqualTo("101e" + "00044d515454" + "05" + "c0" + "003c" + "05" + "1100000e10" + "0003612d64"
                        + "0003612f64" + "00027077");
    }

    @Test
    void a_connect_of_mqtt_3_1_1_has_no_properties() {
        assertThat(written(out -> PacketWriter.connect(out, MqttVersion.V3_1_1, LOGIN))).isEqualTo(
                "1018" + "00044d515454" + "04" + "c0" + "003c" + "0003612d64" + "0003612f64" + "00027077");
    }

    @Test
    void a_publish_has_qos_1_and_its_packet_id() {
        assertThat(written(out -> PacketWriter.publish(out, MqttVersion.V5, TOPIC, 0xABCD, false, payload(2))))
                .isEqualTo("320c" + "0005696f742f78" + "abcd" + "00" + "7878");
        assertThat(written(out -> PacketWriter.publish(out, MqttVersion.V3_1_1, TOPIC, 1, false, payload(1))))
                .isEqualTo("320a" + "0005696f742f78" + "0001" + "78");
    }

    @Test
    void a_message_that_is_sent_again_says_so() {
        assertThat(written(out -> PacketWriter.publish(out, MqttVersion.V5, TOPIC, 1, true, payload(1))))
                .startsWith("3a0b");
    }

    @Test
    void a_length_from_128_on_takes_two_bytes() {
        assertThat(written(out -> PacketWriter.publish(out, MqttVersion.V5, TOPIC, 1, false, payload(118))))
                .startsWith("328001" + "0005");
        assertThat(written(out -> PacketWriter.publish(out, MqttVersion.V5, TOPIC, 1, false, payload(117))))
                .startsWith("327f" + "0005");
    }

    @Test
    void subscribes_with_qos_1() {
        assertThat(written(out -> PacketWriter.subscribe(out, 0x0102, TOPIC)))
                .isEqualTo("820b" + "0102" + "00" + "0005696f742f78" + "01");
    }

    @Test
    void acknowledges_what_it_got() {
        assertThat(written(out -> PacketWriter.puback(out, 0xABCD))).isEqualTo("4002abcd");
    }

    @Test
    void pings_and_says_goodbye() {
        assertThat(written(PacketWriter::ping)).isEqualTo("c000");
        assertThat(written(PacketWriter::disconnect)).isEqualTo("e000");
    }

    private static ByteBuffer payload(int length) {
        return ByteBuffer.wrap("x".repeat(length).getBytes(StandardCharsets.US_ASCII));
    }

    private static String written(Consumer<ByteBuffer> packet) {
        ByteBuffer out = ByteBuffer.allocate(1024);
        packet.accept(out);
        return HexFormat.of().formatHex(out.array(), 0, out.position());
    }
}
