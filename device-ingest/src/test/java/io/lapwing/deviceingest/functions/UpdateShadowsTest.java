package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.device.DeviceReply.ErrorReply;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.ShadowEvent.ShadowDiffered;
import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.Counters.Counter;
import io.lapwing.sharedmodel.port.ShadowStore;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.shadow.Shadow;
import io.lapwing.sharedmodel.shadow.ShadowName;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Accepted;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Duplicate;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Quarantined;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Rejected;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.deviceingest.functions.ShadowSystem.PUMP;
import static io.lapwing.deviceingest.functions.ShadowSystem.attributes;
import static io.lapwing.deviceingest.functions.ShadowSystem.get;
import static io.lapwing.deviceingest.functions.ShadowSystem.update;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UpdateShadowsTest {

    private static final Accepted ACCEPTED = new Accepted(0, 0, List.of());
    private static final TraceParent TRACE = new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331",
            true);

    private final ShadowSystem system = new ShadowSystem();

    private List<QuarantineEntry> quarantine() {
        return system.stores.quarantine().list(PUMP.tenant(), PageRequest.first(100)).items();
    }

    @Test
    void keeps_what_is_reported_and_desired_and_answers() {
        assertThat(system.receive(update("{\"state\":{\"desired\":{\"r\":5}},\"clientToken\":\"t-1\"}"),
                update("{\"state\":{\"reported\":{\"r\":3}}}"), get(""))).containsExactly(ACCEPTED, ACCEPTED, ACCEPTED);

        assertThat(system.shadow().delta().values()).isEqualTo(Map.of("r", 5L));
        assertThat(system.toldOnShadow(PUMP)).containsExactly(
                "main/update/accepted {\"state\":{\"desired\":{\"r\":5}},\"version\":1,\"timestamp\":1767225600,"
                        + "\"clientToken\":\"t-1\"}",
                "main/update/accepted {\"state\":{\"reported\":{\"r\":3}},\"version\":2,\"timestamp\":1767225600}",
                "main/get/accepted {\"state\":{\"desired\":{\"r\":5},\"reported\":{\"r\":3},\"delta\":{\"r\":5}},"
                        + "\"version\":2,\"timestamp\":1767225600}");
        assertThat(system.errorsTo(PUMP)).isEmpty();
        assertThat(system.count(Counter.MESSAGES_ACCEPTED)).isEqualTo(3);
    }

    @Test
    void records_that_a_shadow_differs_only_where_it_does() {
        system.receive(update("{\"state\":{\"reported\":{\"r\":3}}}"),
                update("{\"state\":{\"desired\":{\"r\":5}}}").withTrace(TRACE),
                update("{\"state\":{\"reported\":{\"t\":1}}}"), update("{\"state\":{\"reported\":{\"r\":5}}}"));

        assertThat(system.events()).containsExactly(new ShadowDiffered(PUMP, ShadowName.MAIN, 2),
                new ShadowDiffered(PUMP, ShadowName.MAIN, 3));
    }

    @Test
    void refuses_a_stale_version_and_changes_nothing() {
        system.receive(update("{\"state\":{\"reported\":{\"r\":1}}}"), update("{\"state\":{\"reported\":{\"r\":2}}}"));
        Shadow before = system.shadow();

        assertThat(system.receive(update("{\"state\":{\"desired\":{\"r\":9}},\"version\":1,\"clientToken\":\"t\"}")
                .withTrace(TRACE))).containsExactly(new Rejected(RefusalCode.SHADOW_VERSION,
                        "The update is for version 1 of the shadow, which is at 2.", List.of()));

        assertThat(system.shadow()).isEqualTo(before);
        assertThat(system.events()).isEmpty();
        assertThat(system.toldOnShadow(PUMP)).last().isEqualTo("main/update/rejected {\"code\":409,\"message\":"
                + "\"The update is for version 1 of the shadow, which is at 2.\",\"timestamp\":1767225600,"
                + "\"clientToken\":\"t\"}");
        assertThat(system.errorsTo(PUMP)).containsExactly(new ErrorReply(PUMP, null, RefusalCode.SHADOW_VERSION,
                "The update is for version 1 of the shadow, which is at 2.", null, TRACE));
        assertThat(quarantine()).isEmpty();
    }

    @Test
    void refuses_what_would_make_a_shadow_too_large() {
        system.receive(update("{\"state\":{\"reported\":{\"a\":\"" + "x".repeat(5000) + "\"}}}"));

        assertThat(system.receive(update("{\"state\":{\"desired\":{\"b\":\"" + "x".repeat(5000) + "\"}}}")))
                .singleElement().isInstanceOfSatisfying(Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(RefusalCode.SHADOW_TOO_LARGE));

        assertThat(system.shadow().version()).isEqualTo(1);
        assertThat(system.toldOnShadow(PUMP).getLast()).startsWith("main/update/rejected {\"code\":413,");
        assertThat(system.errorsTo(PUMP)).extracting(ErrorReply::code).containsExactly(RefusalCode.SHADOW_TOO_LARGE);
    }

    @Test
    void answers_that_there_is_no_shadow() {
        assertThat(system.receive(get("{\"clientToken\":\"t\"}"))).containsExactly(ACCEPTED);

        assertThat(system.toldOnShadow(PUMP)).containsExactly("main/get/rejected {\"code\":404,"
                + "\"message\":\"There is no such shadow.\",\"timestamp\":1767225600,\"clientToken\":\"t\"}");
        assertThat(system.errorsTo(PUMP)).isEmpty();
    }

    @Test
    void keeps_a_malformed_message_and_says_so_twice() {
        IngestOutcome outcome = system.receive(update("{\"state\":5,\"clientToken\":\"t\"}")).getFirst();

        assertThat(outcome).isInstanceOfSatisfying(Quarantined.class,
                quarantined -> assertThat(quarantined.code()).isEqualTo(RefusalCode.PAYLOAD_MALFORMED));
        assertThat(quarantine()).singleElement().satisfies(
                entry -> assertThat(entry.message().kind()).isEqualTo(MessageKind.SHADOW_UPDATE));
        assertThat(system.toldOnShadow(PUMP)).singleElement().asString()
                .startsWith("main/update/rejected {\"code\":400,").endsWith("\"clientToken\":\"t\"}");
        assertThat(system.errorsTo(PUMP)).extracting(ErrorReply::code).containsExactly(RefusalCode.PAYLOAD_MALFORMED);
        assertThat(system.count(Counter.MESSAGES_QUARANTINED)).isOne();
    }

    @Test
    void keeps_what_is_too_deep_and_what_is_too_large_to_be_read() {
        String deep = "{\"a\":".repeat(8) + "{}" + "}".repeat(8);
        system.receive(update("{\"state\":{\"reported\":" + deep + "}}"),
                update("{\"state\":{},\"x\":\"" + "x".repeat(140_000) + "\"}"), get("[]"));

        assertThat(quarantine()).extracting(entry -> entry.message().code()).containsExactlyInAnyOrder(
                RefusalCode.TOO_DEEP, RefusalCode.PAYLOAD_TOO_LARGE, RefusalCode.PAYLOAD_MALFORMED);
        assertThat(system.toldOnShadow(PUMP)).extracting(told -> told.substring(0, told.indexOf(','))).containsExactly(
                "main/update/rejected {\"code\":400", "main/update/rejected {\"code\":413",
                "main/get/rejected {\"code\":400");
        assertThat(system.stores.shadows().find(PUMP, ShadowName.MAIN)).isEmpty();
    }

    @Test
    void keeps_a_message_for_a_shadow_that_cannot_be() {
        assertThat(system.receive(aMessage().about(MessageKind.SHADOW_UPDATE, "a.b")
                .withJson("{\"state\":{\"reported\":{\"r\":1}}}"))).singleElement().isInstanceOf(Quarantined.class);

        assertThat(system.toldOnShadow(PUMP)).isEmpty();
        assertThat(system.errorsTo(PUMP)).extracting(ErrorReply::code).containsExactly(RefusalCode.PAYLOAD_MALFORMED);
    }

    @Test
    void keeps_what_an_unknown_device_sends() {
        DeviceKey nobody = DeviceKey.of("acme", "nobody");

        assertThat(system.receive(update("{\"state\":{}}").from(nobody), get("").from(nobody))).allSatisfy(
                outcome -> assertThat(outcome).isInstanceOfSatisfying(Quarantined.class,
                        quarantined -> assertThat(quarantined.code()).isEqualTo(RefusalCode.UNKNOWN_DEVICE)));

        assertThat(system.errorsTo(nobody)).hasSize(2);
    }

    @Test
    void keeps_what_comes_from_a_device_that_vanishes_meanwhile() {
        ShadowStore deleting = new Interfering(() -> system.stores.registry().delete(PUMP, 1));

        assertThat(system.receiveOn(deleting, update("{\"state\":{\"reported\":{\"r\":1}}}"))).singleElement()
                .isInstanceOfSatisfying(Quarantined.class,
                        quarantined -> assertThat(quarantined.code()).isEqualTo(RefusalCode.UNKNOWN_DEVICE));
    }

    @Test
    void takes_client_attributes_as_what_the_main_shadow_reports_and_answers_nothing() {
        assertThat(system.receive(attributes("{\"firmware\":\"1.2\",\"mode\":null}"), attributes("{\"rate\":5}")))
                .containsExactly(ACCEPTED, ACCEPTED);

        assertThat(system.shadow().reported().values()).isEqualTo(Map.of("firmware", "1.2", "rate", 5L));
        assertThat(system.told()).isEmpty();
        assertThat(system.receive(attributes("7"))).singleElement().isInstanceOf(Quarantined.class);
        assertThat(system.told()).singleElement().isInstanceOf(ErrorReply.class);
    }

    @Test
    void keeps_shadows_of_other_names_apart() {
        system.receive(update("{\"state\":{\"reported\":{\"r\":1}}}"), aMessage()
                .about(MessageKind.SHADOW_UPDATE, "config").withJson("{\"state\":{\"reported\":{\"r\":2}}}"));

        assertThat(system.shadow().reported().values()).isEqualTo(Map.of("r", 1L));
        assertThat(system.stores.shadows().find(PUMP, new ShadowName("config"))).get()
                .satisfies(shadow -> assertThat(shadow.reported().values()).isEqualTo(Map.of("r", 2L)));
    }

    @Test
    void tells_a_device_that_its_versioned_update_was_taken_when_it_is_delivered_again() {
        String update = "{\"state\":{\"reported\":{\"r\":1}},\"version\":0,\"clientToken\":\"t\"}";
        system.receive(update(update), update("{\"state\":{\"reported\":{\"r\":2}}}"));

        assertThat(system.receive(update(update))).containsExactly(new Duplicate());

        assertThat(system.shadow().reported().values()).isEqualTo(Map.of("r", 2L));
        assertThat(system.toldOnShadow(PUMP)).hasSize(3).last().isEqualTo(system.toldOnShadow(PUMP).getFirst());
        assertThat(system.errorsTo(PUMP)).isEmpty();
        assertThat(system.count(Counter.MESSAGES_DUPLICATE)).isOne();
    }

    @Test
    void knows_an_update_by_the_id_of_its_message() {
        system.receive(update("{\"state\":{\"reported\":{\"r\":1}}}").withMid("m-1"),
                update("{\"state\":{\"reported\":{\"r\":2}}}").withMid("m-2"));

        assertThat(system.receive(update("{\"state\":{\"reported\":{\"r\":1}}}").withMid("m-1")))
                .containsExactly(new Duplicate());

        assertThat(system.shadow().reported().values()).isEqualTo(Map.of("r", 2L));
        assertThat(system.shadow().version()).isEqualTo(2);
    }

    @Test
    void does_no_harm_when_a_batch_is_delivered_again() {
        String desire = "{\"state\":{\"desired\":{\"r\":5}}}";
        String report = "{\"state\":{\"reported\":{\"r\":3}}}";
        system.receive(update(desire), update(report));
        Shadow before = system.shadow();

        assertThat(system.receive(update(desire), update(report))).containsExactly(ACCEPTED, ACCEPTED);

        assertThat(system.shadow().desired()).isEqualTo(before.desired());
        assertThat(system.shadow().reported()).isEqualTo(before.reported());
    }

    @Test
    void takes_a_corrected_replay_once_and_tells_nobody() {
        Quarantined original = (Quarantined) system.receive(update("{\"state\":").withMid("m")).getFirst();
        List<DeviceReply> told = system.told();

        assertThat(system.receive(update("{\"state\":{\"desired\":{\"r\":1}}}").withMid("m").replaying(original.id())))
                .containsExactly(ACCEPTED);
        assertThat(system.receive(update("{\"state\":{\"desired\":{\"r\":2}}}").withMid("m").replaying(original.id())))
                .containsExactly(new Duplicate());

        assertThat(system.shadow().desired().values()).isEqualTo(Map.of("r", 1L));
        assertThat(system.told()).isEqualTo(told);
        assertThat(quarantine()).singleElement()
                .satisfies(entry -> assertThat(entry.state()).isEqualTo(QuarantineEntry.State.REPLAYED));
    }

    @Test
    void rejects_a_replay_that_still_cannot_be_read() {
        Quarantined original = (Quarantined) system.receive(update("{\"state\":")).getFirst();

        assertThat(system.receive(update("{\"state\":1}").replaying(original.id()))).singleElement()
                .isInstanceOf(Rejected.class);

        assertThat(quarantine()).singleElement()
                .satisfies(entry -> assertThat(entry.state()).isEqualTo(QuarantineEntry.State.QUARANTINED));
    }

    @Test
    void loses_no_update_of_writers_that_come_in_between() {
        int writers = 8;

        Racing.race(writers, writer -> IntStream.range(0, 20).mapToObj(i -> system.receive(
                update("{\"state\":{\"reported\":{\"w" + writer + "-" + i + "\":" + i + "}}}"))).toList());

        assertThat(system.shadow().reported().values()).hasSize(160);
        assertThat(system.shadow().version()).isEqualTo(160);
    }

    @Test
    void decides_anew_on_what_another_has_written_meanwhile() {
        system.receive(update("{\"state\":{\"reported\":{\"a\":1}}}"));
        ShadowStore store = new Interfering(() -> system.receive(update("{\"state\":{\"reported\":{\"b\":2}}}")));

        assertThat(system.receiveOn(store, update("{\"state\":{\"reported\":{\"c\":3}},\"version\":1}")))
                .singleElement().isInstanceOfSatisfying(Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(RefusalCode.SHADOW_VERSION));

        assertThat(system.shadow().reported().values()).isEqualTo(Map.of("a", 1L, "b", 2L));
    }

    @Test
    void gives_up_for_now_when_it_never_gets_a_turn() {
        ShadowStore busy = new ShadowStore() {

            @Override
            public Optional<Shadow> find(DeviceKey device, ShadowName name) {
                return Optional.empty();
            }

            @Override
            public Written save(Shadow shadow, List<RecordedEvent> events) {
                return Written.CONFLICT;
            }
        };

        assertThatThrownBy(() -> system.receiveOn(busy, update("{\"state\":{}}")))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(system.told()).isEmpty();
    }

    @Test
    void says_so_when_a_device_has_as_many_shadows_as_it_can_have() {
        IntStream.range(0, ShadowStore.MAX_SHADOWS).forEach(i -> system.receive(
                aMessage().about(MessageKind.SHADOW_UPDATE, "s" + i).withJson("{\"state\":{}}")));

        assertThat(system.receive(update("{\"state\":{}}").withMid("m"))).singleElement()
                .isInstanceOf(Rejected.class);

        assertThat(system.errorsTo(PUMP)).containsExactly(new ErrorReply(PUMP, new MessageId("m"),
                RefusalCode.SHADOW_TOO_LARGE, "The device has 100 shadows, and no more are allowed.", null, null));
    }

    /// A store in which something happens once, between a read and the write that follows it.
    private final class Interfering implements ShadowStore {

        private final Runnable event;
        private boolean done;

        Interfering(Runnable event) {
            this.event = event;
        }

        @Override
        public Optional<Shadow> find(DeviceKey device, ShadowName name) {
            return system.stores.shadows().find(device, name);
        }

        @Override
        public Written save(Shadow shadow, List<RecordedEvent> events) {
            if (!done) {
                done = true;
                event.run();
            }
            return system.stores.shadows().save(shadow, events);
        }
    }
}
