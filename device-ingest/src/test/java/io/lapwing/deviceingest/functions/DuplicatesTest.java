package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.port.Counters.Counter;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Accepted;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Duplicate;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Quarantined;

import java.util.List;

import org.junit.jupiter.api.Test;

import static io.lapwing.deviceingest.functions.IngestSystem.GATEWAY;
import static io.lapwing.deviceingest.functions.IngestSystem.PUMP;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

class DuplicatesTest {

    private static final Accepted ONE_VALUE = new Accepted(1, 0, List.of());

    private final IngestSystem system = new IngestSystem();

    @Test
    void takes_a_message_id_once_within_a_batch_and_over_batches() {
        assertThat(system.ingest(aMessage().withJson("{\"mid\":\"m\",\"seq\":1,\"t\":1}"),
                aMessage().withJson("{\"mid\":\"m\",\"seq\":2,\"t\":2}"))).containsExactly(ONE_VALUE, new Duplicate());
        assertThat(system.ingest(aMessage().withJson("{\"mid\":\"m\",\"seq\":3,\"t\":3}"))).containsExactly(
                new Duplicate());

        assertThat(system.readings(PUMP)).hasSize(1);
        assertThat(system.count(Counter.MESSAGES_DUPLICATE)).isEqualTo(2);
        assertThat(system.count(Counter.MESSAGES_ACCEPTED)).isEqualTo(1);
    }

    @Test
    void the_envelopes_message_id_goes_before_the_payloads() {
        assertThat(system.ingest(aMessage().withMid("event").withJson("{\"mid\":\"m\",\"seq\":1,\"t\":1}"),
                aMessage().withMid("other").withJson("{\"mid\":\"m\",\"seq\":2,\"t\":1}"),
                aMessage().withMid("event").withJson("{\"mid\":\"n\",\"seq\":3,\"t\":1}"))).containsExactly(ONE_VALUE,
                        ONE_VALUE, new Duplicate());
    }

    @Test
    void another_devices_message_id_is_another() {
        assertThat(system.ingest(aMessage().withMid("m"), aMessage().from(GATEWAY).withMid("m"))).containsExactly(
                ONE_VALUE, ONE_VALUE);
    }

    @Test
    void poison_with_a_message_id_is_kept_and_told_of_once() {
        assertThat(system.ingest(aMessage().withMid("m").withJson("{"), aMessage().withMid("m").withJson("{")))
                .satisfiesExactly(first -> assertThat(first).isInstanceOf(Quarantined.class),
                        second -> assertThat(second).isEqualTo(new Duplicate()));

        assertThat(system.quarantine()).singleElement().satisfies(
                entry -> assertThat(entry.occurrences()).isEqualTo(1));
        assertThat(system.errorsTo(PUMP)).hasSize(1);
    }

    @Test
    void an_entrys_own_message_id_makes_that_entry_a_duplicate() {
        system.ingest(aMessage().withJson("[{\"mid\":\"a\",\"seq\":1,\"t\":1},{\"mid\":\"b\",\"seq\":2,\"t\":2}]"));

        assertThat(system.ingest(
                aMessage().withJson("[{\"mid\":\"b\",\"seq\":3,\"t\":2},{\"mid\":\"c\",\"seq\":4,\"t\":3}]")))
                .containsExactly(new Accepted(1, 1, List.of()));
        assertThat(system.readings(PUMP)).extracting(reading -> reading.key().seq()).containsExactlyInAnyOrder(1L, 2L,
                4L);
    }
}
