package io.lapwing.loadtests.mqtt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PacketReaderTest {

    private final Heard heard = new Heard();

    @Test
    void a_connack_of_mqtt_5_tells_its_receive_maximum_among_other_properties() {
        read("2018" + "01" + "00" + "15" + "270002000b" + "210064" + "12000161" + "26000161000162" + "2401");
        assertThat(heard.events).containsExactly("connected 0 present 100");
    }

    @Test
    void a_connack_of_mqtt_3_1_1_bounds_nothing() {
        read("20020000");
        assertThat(heard.events).containsExactly("connected 0 fresh 65535");
    }

    @Test
    void a_refusal_is_told_with_its_reason() {
        read("2003008700");
        assertThat(heard.events).containsExactly("connected 135 fresh 65535");
    }

    @Test
    void a_puback_may_leave_its_reason_out() {
        read("40021234" + "4003000187" + "400400020000" + "d000");
        assertThat(heard.events).containsExactly("acknowledged 4660 0", "acknowledged 1 135", "acknowledged 2 0");
    }

    @Test
    void a_disconnect_is_told() {
        read("e0018e" + "e000");
        assertThat(heard.events).containsExactly("disconnected 142", "disconnected 0");
    }

    @Test
    void a_packet_is_read_when_it_is_whole() {
        byte[] packets = HexFormat.of().parseHex("4004000200004003000187");
        ByteBuffer in = ByteBuffer.allocate(16);
        for (byte next : packets) {
            in.put(next).flip();
            PacketReader.readAll(in, heard);
            in.compact();
        }
        assertThat(heard.events).containsExactly("acknowledged 2 0", "acknowledged 1 135");
        assertThat(in.position()).isZero();
    }

    @Test
    void a_packet_that_no_device_asked_for_is_an_error() {
        assertThatIllegalStateException().isThrownBy(() -> read("900400010000")).withMessageContaining("type 9");
    }

    @Test
    void a_message_to_a_device_is_read_with_or_without_properties_and_an_id() {
        Listening listening = new Listening();
        read("3209" + "0001" + "61" + "1234" + "00" + "78797a" + "3005" + "0001" + "62" + "00" + "78" + "320b" + "0001"
                + "63" + "0001" + "05" + "0200000001", listening);
        assertThat(listening.events).containsExactly("a 4660 xyz", "b 0 x", "c 1 ");
    }

    @Test
    void a_suback_tells_whether_the_device_is_subscribed() {
        Listening listening = new Listening();
        read("9004" + "0007" + "00" + "01" + "9004" + "0008" + "00" + "87", listening);
        assertThat(listening.events).containsExactly("subscribed 7 1", "subscribed 8 135");
    }

    private void read(String hex) {
        read(hex, heard);
    }

    private static void read(String hex, PacketHandler handler) {
        PacketReader.readAll(ByteBuffer.wrap(HexFormat.of().parseHex(hex)), handler);
    }

    private static final class Listening extends Heard {

        @Override
        public void subscribed(int packetId, int reasonCode) {
            events.add("subscribed " + packetId + " " + reasonCode);
        }

        @Override
        public void published(ByteBuffer topic, int packetId, ByteBuffer payload) {
            events.add(text(topic) + " " + packetId + " " + text(payload));
        }

        private static String text(ByteBuffer bytes) {
            return StandardCharsets.US_ASCII.decode(bytes).toString();
        }
    }

    private static class Heard implements PacketHandler {

        final List<String> events = new ArrayList<>();

        @Override
        public void connected(int reasonCode, boolean sessionPresent, int receiveMaximum) {
            events.add("connected " + reasonCode + (sessionPresent ? " present " : " fresh ") + receiveMaximum);
        }

        @Override
        public void acknowledged(int packetId, int reasonCode) {
            events.add("acknowledged " + packetId + " " + reasonCode);
        }

        @Override
        public void disconnected(int reasonCode) {
            events.add("disconnected " + reasonCode);
        }
    }
}
