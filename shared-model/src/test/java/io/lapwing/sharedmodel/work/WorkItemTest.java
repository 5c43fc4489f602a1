package io.lapwing.sharedmodel.work;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WorkItemTest {

    private final WorkItem item = WorkItem.of(new QueueName("chat-replies"), new WorkId("m-1"), WorkPayload.of("{}"),
            null);

    @Test
    void has_a_delay_that_every_queue_can_keep() {
        assertThat(item.delayedBy(Duration.ofMinutes(15)).delay()).isEqualTo(Duration.ofMinutes(15));
        assertThatIllegalArgumentException().isThrownBy(() -> item.delayedBy(Duration.ofSeconds(901)));
        assertThatIllegalArgumentException().isThrownBy(() -> item.delayedBy(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> item.delayedBy(Duration.ofMillis(1500)));
    }

    @Test
    void has_a_payload_of_1_byte_to_8_mebibytes() {
        assertThat(WorkPayload.of(new byte[WorkPayload.MAX_BYTES]).size()).isEqualTo(8_388_608);
        assertThatIllegalArgumentException().isThrownBy(() -> WorkPayload.of(new byte[WorkPayload.MAX_BYTES + 1]));
        assertThatIllegalArgumentException().isThrownBy(() -> WorkPayload.of(new byte[0]));
    }

    @Test
    void keeps_its_payload_out_of_logs() {
        assertThat(item.toString()).contains("m-1", "2 bytes").doesNotContain("{}");
    }
}
