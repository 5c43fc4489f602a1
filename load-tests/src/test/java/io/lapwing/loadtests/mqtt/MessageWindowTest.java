package io.lapwing.loadtests.mqtt;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MessageWindowTest {

    private final MessageWindow window = new MessageWindow(3);

    @Test
    void closes_in_any_order() {
        open(3);
        window.acknowledge(1);
        assertThat(window.firstOpen()).isZero();
        assertThat(window.inFlight()).isEqualTo(3);
        assertThat(window.isOpen(1)).isFalse();
        window.acknowledge(0);
        assertThat(window.firstOpen()).isEqualTo(2);
        assertThat(window.inFlight()).isEqualTo(1);
    }

    @Test
    void tells_what_was_acknowledged_below_and_beyond_a_gap() {
        open(3);
        window.acknowledge(2);
        window.acknowledge(0);
        Acknowledged acknowledged = window.acknowledged();
        assertThat(acknowledged.below()).isEqualTo(1);
        assertThat(acknowledged.beyond()).containsExactly(2L);
        assertThat(acknowledged.contains(0)).isTrue();
        assertThat(acknowledged.contains(1)).isFalse();
        assertThat(acknowledged.contains(2)).isTrue();
        assertThat(acknowledged.count()).isEqualTo(2);
        assertThat(acknowledged.sent()).isEqualTo(3);
    }

    @Test
    void a_refused_message_is_closed_and_not_acknowledged() {
        open(3);
        window.refuse(0);
        window.refuse(2);
        Acknowledged acknowledged = window.acknowledged();
        assertThat(acknowledged.below()).isEqualTo(1);
        assertThat(acknowledged.count()).isZero();
        assertThat(acknowledged.contains(0)).isFalse();
        assertThat(acknowledged.contains(2)).isFalse();
    }

    @Test
    void packet_ids_begin_anew_after_the_last() {
        for (long number = 0; number < 65_534; number++) {
            window.open(number);
            window.acknowledge(number);
        }
        open(3);
        assertThat(window.packetId(65_534)).isEqualTo(65_535);
        assertThat(window.packetId(65_535)).isEqualTo(1);
        assertThat(window.numberOf(65_535)).isEqualTo(65_534);
        assertThat(window.numberOf(1)).isEqualTo(65_535);
        assertThat(window.numberOf(2)).isEqualTo(65_536);
        assertThat(window.numberOf(3)).isEqualTo(-1);
    }

    @Test
    void a_packet_id_that_was_answered_stands_for_nothing() {
        open(2);
        window.acknowledge(1);
        assertThat(window.numberOf(2)).isEqualTo(-1);
        assertThat(window.numberOf(1)).isZero();
    }

    @Test
    void keeps_when_each_message_was_first_sent() {
        window.open(100);
        window.open(200);
        assertThat(window.sentMicros(0)).isEqualTo(100);
        assertThat(window.sentMicros(1)).isEqualTo(200);
    }

    @Test
    void has_at_most_as_many_messages_as_there_are_packet_ids() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageWindow(65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageWindow(0));
    }

    private void open(int count) {
        for (int i = 0; i < count; i++) {
            window.open(0);
        }
    }
}
