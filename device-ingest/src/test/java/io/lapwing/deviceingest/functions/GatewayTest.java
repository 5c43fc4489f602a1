package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Accepted;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Quarantined;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.Refusal;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.deviceingest.functions.IngestSystem.GATEWAY;
import static io.lapwing.deviceingest.functions.IngestSystem.PUMP;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

class GatewayTest {

    private final IngestSystem system = new IngestSystem();
    private final DeviceKey valve1 = system.register(aDevice().withId("valve-1").behind(GATEWAY));
    private final DeviceKey valve2 = system.register(aDevice().withId("valve-2").behind(GATEWAY));

    @Test
    void stores_the_readings_of_each_child() {
        assertThat(system.ingest(aMessage().from(GATEWAY).asGateway().withJson(
                "{\"valve-1\":[{\"seq\":1,\"t\":1},{\"seq\":2,\"t\":2}],\"valve-2\":{\"values\":{\"t\":3}}}")))
                .containsExactly(new Accepted(3, 0, List.of()));

        assertThat(system.readings(valve1)).hasSize(2);
        assertThat(system.readings(valve2)).hasSize(1);
        assertThat(system.readings(GATEWAY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "pump-1", "gw-1", "a/+/#", "", "日本"})
    void keeps_what_is_reported_for_a_device_that_is_not_the_gateways_child(String child) {
        var outcomes = system.ingest(aMessage().from(GATEWAY).asGateway().withJson(
                "{\"" + child + "\":[{\"t\": 1}],\"valve-1\":[{\"t\":2}]}"));

        assertThat(outcomes).singleElement().isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.stored()).isEqualTo(1);
            assertThat(accepted.refusals()).extracting(Refusal::code).containsExactly(RefusalCode.UNKNOWN_CHILD);
        });
        assertThat(system.readings(PUMP)).isEmpty();
        assertThat(onlyKept().device()).isEqualTo(GATEWAY);
        assertThat(onlyKept().kind()).isEqualTo(MessageKind.GATEWAY_TELEMETRY);
        assertThat(onlyKept().code()).isEqualTo(RefusalCode.UNKNOWN_CHILD);
    }

    @Test
    void replays_an_entry_of_an_unknown_child_once_the_child_is_registered() {
        system.ingest(aMessage().from(GATEWAY).asGateway().withJson(
                "{\"valve-3\":[{\"t\":1}],\"valve-1\":[{\"t\":2}],\"valve-2\":[{\"t\":2}]}"));
        Payload original = Objects.requireNonNull(onlyKept().payload());
        DeviceKey valve3 = system.register(aDevice().withId("valve-3").behind(GATEWAY));

        assertThat(original).isEqualTo(Payload.json("{\"valve-3\":[{\"t\":1}]}"));
        assertThat(system.ingest(aMessage().from(GATEWAY).asGateway().withPayload(original).replaying(
                onlyKept().id()))).containsExactly(new Accepted(1, 0, List.of()));
        assertThat(system.readings(valve3)).hasSize(1);
    }

    @Test
    void keeps_a_childs_entry_with_a_wrong_ts_as_the_childs_own_message() {
        system.ingest(aMessage().from(GATEWAY).asGateway().withJson(
                "{\"valve-1\":[{\"ts\":1,\"t\":1}],\"valve-2\":[{\"t\":2}]}"));

        assertThat(onlyKept().device()).isEqualTo(valve1);
        assertThat(onlyKept().kind()).isEqualTo(MessageKind.TELEMETRY);
        assertThat(onlyKept().payload()).isEqualTo(Payload.json("{\"ts\":1,\"t\":1}"));
        assertThat(system.errorsTo(GATEWAY)).hasSize(1);
        assertThat(system.errorsTo(valve1)).isEmpty();
    }

    @Test
    void keeps_the_whole_message_of_a_device_that_is_no_gateway() {
        assertThat(system.ingest(aMessage().from(PUMP).asGateway().withJson("{\"valve-1\":[{\"t\":1}]}")))
                .singleElement().isInstanceOfSatisfying(Quarantined.class,
                        outcome -> assertThat(outcome.code()).isEqualTo(RefusalCode.UNKNOWN_CHILD));

        assertThat(system.readings(valve1)).isEmpty();
    }

    @Test
    void a_gateway_that_lost_a_child_while_its_message_was_decided_on_is_told_so() {
        Set<DeviceKey> all = Set.of(GATEWAY, valve1, valve2, PUMP);
        var before = system.stores.registry().find(all);
        assertThat(system.stores.registry().delete(valve1, 1)).isTrue();

        var outcomes = system.ingestKnowing(_ -> before, aMessage().from(GATEWAY).asGateway().withJson(
                "{\"valve-1\":[{\"t\":1}],\"valve-2\":[{\"t\":2}]}"), aMessage());

        assertThat(outcomes).hasSize(2).first().isInstanceOfSatisfying(Accepted.class,
                accepted -> assertThat(accepted.refusals()).extracting(Refusal::code).containsExactly(
                        RefusalCode.UNKNOWN_CHILD));
        assertThat(outcomes.getLast()).isEqualTo(new Accepted(1, 0, List.of()));
        assertThat(system.readings(valve2)).hasSize(1);
        assertThat(onlyKept().payload()).isEqualTo(Payload.json("{\"valve-1\":[{\"t\":1}]}"));
    }

    @Test
    void keeps_the_message_of_a_device_that_was_deleted_while_it_was_decided_on() {
        var before = system.stores.registry().find(Set.of(PUMP));
        assertThat(system.stores.registry().delete(PUMP, 1)).isTrue();

        assertThat(system.ingestKnowing(_ -> before, aMessage())).singleElement().isInstanceOfSatisfying(
                Quarantined.class,
                outcome -> assertThat(outcome.code()).isEqualTo(RefusalCode.UNKNOWN_DEVICE));
    }

    private QuarantinedMessage onlyKept() {
        assertThat(system.quarantine()).hasSize(1);
        return system.quarantine().getFirst().message();
    }
}
