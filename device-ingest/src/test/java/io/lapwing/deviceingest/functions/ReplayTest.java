package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.fixtures.MessageBuilder;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry.State;
import io.lapwing.sharedmodel.quarantine.QuarantineId;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Accepted;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Duplicate;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Quarantined;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Rejected;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.util.List;

import org.junit.jupiter.api.Test;

import static io.lapwing.deviceingest.functions.IngestSystem.GATEWAY;
import static io.lapwing.deviceingest.functions.IngestSystem.PUMP;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

class ReplayTest {

    private final IngestSystem system = new IngestSystem();

    @Test
    void stores_a_corrected_replay_once() {
        QuarantineId id = quarantined(aMessage().withJson("{\"t\":"));

        assertThat(system.ingest(aMessage().withJson("{\"t\":1}").replaying(id))).containsExactly(
                new Accepted(1, 0, List.of()));
        assertThat(system.ingest(aMessage().withJson("{\"t\":2}").replaying(id))).containsExactly(new Duplicate());

        assertThat(system.readings(PUMP)).hasSize(1);
        assertThat(stateOf(id)).isEqualTo(State.REPLAYED);
    }

    @Test
    void is_not_stopped_by_the_message_id_that_its_original_claimed() {
        QuarantineId id = quarantined(aMessage().withMid("m").withJson("{\"t\":NaN}"));

        assertThat(system.ingest(aMessage().withMid("m").withJson("{\"t\":1}").replaying(id))).containsExactly(
                new Accepted(1, 0, List.of()));
    }

    @Test
    void rejects_a_replay_of_which_nothing_can_be_taken_and_goes_on_waiting() {
        QuarantineId id = quarantined(aMessage().withJson("{\"t\":"));
        int toldBefore = system.replies.all().size();

        assertThat(system.ingest(aMessage().withJson("{\"t\":NaN}").replaying(id))).singleElement()
                .isInstanceOfSatisfying(Rejected.class, rejected -> {
                    assertThat(rejected.code()).isEqualTo(RefusalCode.VALUE_NOT_FINITE);
                    assertThat(rejected.refusals()).hasSize(1);
                });

        assertThat(system.quarantine()).hasSize(1);
        assertThat(stateOf(id)).isEqualTo(State.QUARANTINED);
        assertThat(system.replies.all()).hasSize(toldBefore);
    }

    @Test
    void keeps_what_still_cannot_be_taken_of_a_replay_and_tells_nobody() {
        QuarantineId id = quarantined(aMessage().withJson("{"));
        int toldBefore = system.replies.all().size();

        assertThat(system.ingest(aMessage().withJson("[{\"t\":1},{\"ts\":1,\"t\":2}]").replaying(id))).singleElement()
                .isInstanceOf(Accepted.class);

        assertThat(system.quarantine()).extracting(entry -> entry.message().code()).containsExactlyInAnyOrder(
                RefusalCode.PAYLOAD_MALFORMED, RefusalCode.TS_RANGE);
        assertThat(system.replies.all()).hasSize(toldBefore);
    }

    @Test
    void rejects_a_replay_that_would_only_put_its_original_back() {
        system.register(aDevice().withId("valve-1").behind(GATEWAY));
        QuarantineId id = quarantined(
                aMessage().from(GATEWAY).asGateway().withJson("{\"valve-9\":[{\"t\":1}]}"));

        assertThat(system.ingest(aMessage().from(GATEWAY).asGateway().replaying(id).withJson(
                "{\"valve-9\":[{\"t\":1}],\"valve-1\":[{\"t\":2}]}"))).singleElement().isInstanceOf(Rejected.class);

        assertThat(stateOf(id)).isEqualTo(State.QUARANTINED);
    }

    private QuarantineId quarantined(MessageBuilder message) {
        IngestOutcome outcome = system.ingest(message).getFirst();
        assertThat(outcome).isInstanceOf(Quarantined.class);
        return ((Quarantined) outcome).id();
    }

    private State stateOf(QuarantineId id) {
        return system.stores.quarantine().find(PUMP.tenant(), id).orElseThrow().state();
    }
}
