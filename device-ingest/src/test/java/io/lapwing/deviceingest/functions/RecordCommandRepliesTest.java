package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.Command.Reply;
import io.lapwing.sharedmodel.command.CommandState;
import io.lapwing.sharedmodel.command.CommandStep.Advanced;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.device.DeviceReply.ErrorReply;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.CommandStore.Written;
import io.lapwing.sharedmodel.port.Counters.Counter;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Accepted;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Duplicate;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Quarantined;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Rejected;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.deviceingest.functions.CommandSystem.OTHER;
import static io.lapwing.deviceingest.functions.CommandSystem.PUMP;
import static io.lapwing.deviceingest.functions.CommandSystem.aReply;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

class RecordCommandRepliesTest {

    private static final Accepted TAKEN = new Accepted(0, 0, List.of());

    private final CommandSystem system = new CommandSystem();

    private Command sent() {
        system.goOnline(PUMP);
        return system.make();
    }

    private QuarantineEntry kept() {
        List<QuarantineEntry> kept = system.stores.quarantine().list(PUMP.tenant(), PageRequest.first(10)).items();
        assertThat(kept).hasSize(1);
        return kept.getFirst();
    }

    private ErrorReply onlyErrorTo(DeviceKey device) {
        List<DeviceReply> told = system.replies.to(device);
        assertThat(told).hasSize(1);
        return (ErrorReply) told.getFirst();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 299})
    void records_that_a_command_was_done(int status) {
        Command command = sent();

        assertThat(system.receive(aReply(command, "{\"status\":" + status + ",\"payload\":{\"rpm\": 900}}")
                .receivedAt(system.start.plusNanos(5_999_999)))).containsExactly(TAKEN);

        assertThat(system.stateOf(command)).isEqualTo(CommandState.SUCCEEDED);
        assertThat(system.current(command).progress().reply())
                .isEqualTo(new Reply(status, new JsonText("{\"rpm\":900}"), system.start.plusMillis(5)));
        assertThat(system.current(command).progress().deliveredAt()).isEqualTo(system.start.plusMillis(5));
        assertThat(system.replies.all()).isEmpty();
        assertThat(system.audited()).isEmpty();
        assertThat(system.counters.total(Counter.MESSAGES_ACCEPTED)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {199, 300, 404, 503})
    void records_that_a_command_failed(int status) {
        Command command = sent();

        system.receive(aReply(command, "{\"status\":" + status + "}").receivedAt(system.start));

        assertThat(system.stateOf(command)).isEqualTo(CommandState.FAILED);
    }

    @Test
    void takes_any_json_on_ThingsBoards_topic_as_success() {
        Command command = sent();

        assertThat(system.receive(aMessage().from(PUMP).about(MessageKind.RPC_RESPONSE, command.id().value())
                .withJson("{\"status\":500}").receivedAt(system.start))).containsExactly(TAKEN);

        assertThat(system.current(command).progress().reply())
                .isEqualTo(new Reply(200, new JsonText("{\"status\":500}"), system.start));
    }

    @Test
    void takes_a_reply_to_a_command_that_nobody_has_noted_as_sent() {
        Command queued = system.make();

        system.receive(aReply(queued, "{\"status\":200}").receivedAt(system.start));

        assertThat(system.stateOf(queued)).isEqualTo(CommandState.SUCCEEDED);
    }

    @Test
    void ignores_a_second_reply() {
        Command command = sent();

        assertThat(system.receive(aReply(command, "{\"status\":200}").receivedAt(system.start),
                aReply(command, "{\"status\":500}").receivedAt(system.start))).containsExactly(TAKEN, new Duplicate());
        assertThat(system.receive(aReply(command, "{\"status\":200}").receivedAt(system.start)))
                .containsExactly(new Duplicate());

        assertThat(system.stateOf(command)).isEqualTo(CommandState.SUCCEEDED);
        assertThat(system.counters.total(Counter.MESSAGES_DUPLICATE)).isEqualTo(2);
        assertThat(system.replies.all()).isEmpty();
    }

    @Test
    void refuses_a_reply_from_another_device_and_notes_it_down() {
        Command command = sent();

        List<IngestOutcome> outcomes = system.receive(
                aReply(command, "{\"status\":200}").from(OTHER).withMid("m-1").receivedAt(system.start));

        assertThat(outcomes).containsExactly(
                new Rejected(RefusalCode.UNKNOWN_COMMAND, "The device has no such command.", List.of()));
        assertThat(system.stateOf(command)).isEqualTo(CommandState.SENT);
        assertThat(system.current(command).progress().reply()).isNull();
        assertThat(system.audited()).containsExactly(new AuditEvent(system.start, PUMP.tenant(), "device:pump-2",
                "command.reply", "iot/v1/acme/pump-2/cmd/" + command.id() + "/res", AuditEvent.Result.REFUSED,
                "the command is one to pump-1"));
        assertThat(onlyErrorTo(OTHER).code()).isEqualTo(RefusalCode.UNKNOWN_COMMAND);
        assertThat(onlyErrorTo(OTHER).mid()).hasToString("m-1");
        assertThat(system.replies.to(PUMP)).isEmpty();
        assertThat(system.receive(aReply(command, "{\"status\":200}").receivedAt(system.start)))
                .containsExactly(TAKEN);
    }

    @Test
    void refuses_a_reply_that_another_tenants_device_sends() {
        Command command = sent();
        DeviceKey stranger = DeviceKey.of("other", "pump-1");
        system.register(stranger);

        assertThat(system.receive(aReply(command, "{\"status\":200}").from(stranger))).singleElement()
                .isInstanceOf(Rejected.class);

        assertThat(system.stateOf(command)).isEqualTo(CommandState.SENT);
        assertThat(system.stores.audit().list(stranger.tenant(), PageRequest.first(10)).items()).singleElement()
                .extracting(AuditEvent::detail).isEqualTo("there is no such command");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobodys", "a b", "日本"})
    void refuses_a_reply_to_no_command(String id) {
        assertThat(system.receive(
                aMessage().from(PUMP).about(MessageKind.COMMAND_REPLY, id).withJson("{\"status\":200}")))
                .containsExactly(
                        new Rejected(RefusalCode.UNKNOWN_COMMAND, "The device has no such command.", List.of()));

        assertThat(onlyErrorTo(PUMP).code()).isEqualTo(RefusalCode.UNKNOWN_COMMAND);
        assertThat(system.audited()).hasSize(1);
    }

    @Test
    void records_a_late_reply_and_leaves_the_command_expired() {
        Command command = sent();
        system.at(61);
        assertThat(system.expire()).isEqualTo(1);

        assertThat(system.receive(aReply(command, "{\"status\":200}").receivedAt(system.time())))
                .containsExactly(TAKEN);

        assertThat(system.stateOf(command)).isEqualTo(CommandState.EXPIRED);
        assertThat(system.current(command).progress().reply())
                .isEqualTo(new Reply(200, new JsonText("null"), system.time()));
        assertThat(system.current(command).isReplyLate()).isTrue();
        assertThat(system.current(command).progress().endedAt()).isEqualTo(command.expiresAt());
    }

    @Test
    void takes_a_late_reply_as_late_though_nobody_has_ended_the_command_yet() {
        Command command = sent();
        system.at(61);

        system.receive(aReply(command, "{\"status\":200}").receivedAt(system.time()));

        assertThat(system.stateOf(command)).isEqualTo(CommandState.EXPIRED);
        assertThat(system.current(command).isReplyLate()).isTrue();
        assertThat(system.expire()).isZero();
    }

    @Test
    void counts_a_reply_that_came_in_time_though_it_is_read_later() {
        Command command = sent();
        system.at(90);

        system.receive(aReply(command, "{\"status\":200}").receivedAt(system.start.plusSeconds(59)));

        assertThat(system.stateOf(command)).isEqualTo(CommandState.SUCCEEDED);
        assertThat(system.expire()).isZero();
    }

    @Test
    void records_a_reply_to_a_cancelled_command_as_late() {
        Command command = sent();
        Command cancelled = ((Advanced) system.current(command).cancelled(system.start)).command();
        assertThat(system.stores.commands().save(cancelled, List.of())).isEqualTo(Written.DONE);

        system.receive(aReply(command, "{\"status\":200}").receivedAt(system.start));

        assertThat(system.stateOf(command)).isEqualTo(CommandState.CANCELLED);
        assertThat(system.current(command).isReplyLate()).isTrue();
    }

    @Test
    void keeps_a_reply_that_cannot_be_read_and_tells_its_sender() {
        Command command = sent();

        assertThat(system.receive(aReply(command, "{\"status\":").withMid("m-1"), aReply(command, "{\"status\":5}")))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Quarantined.class));

        assertThat(system.stateOf(command)).isEqualTo(CommandState.SENT);
        assertThat(system.replies.to(PUMP)).extracting(error -> ((ErrorReply) error).code())
                .containsExactly(RefusalCode.PAYLOAD_MALFORMED, RefusalCode.PAYLOAD_MALFORMED);
        assertThat(system.stores.quarantine().list(PUMP.tenant(), PageRequest.first(10)).items()).hasSize(2);
        assertThat(system.counters.total(Counter.MESSAGES_QUARANTINED)).isEqualTo(2);
    }

    @Test
    void takes_a_message_id_once() {
        Command command = sent();

        assertThat(system.receive(aReply(command, "?").withMid("m-1"))).singleElement()
                .isInstanceOf(Quarantined.class);
        assertThat(system.receive(aReply(command, "?").withMid("m-1"))).containsExactly(new Duplicate());

        assertThat(system.replies.all()).hasSize(1);
        assertThat(kept().occurrences()).isEqualTo(1);
    }

    @Test
    void replays_a_corrected_reply_once() {
        Command command = sent();
        system.receive(aReply(command, "{\"status\":\"200\"}").receivedAt(system.start));
        QuarantineEntry kept = kept();

        assertThat(system.receive(aReply(command, "{").receivedAt(system.start).replaying(kept.message().id())))
                .singleElement().isInstanceOf(Rejected.class);
        assertThat(system.receive(
                aReply(command, "{\"status\":200}").receivedAt(system.start).replaying(kept.message().id())))
                .containsExactly(TAKEN);

        assertThat(system.stateOf(command)).isEqualTo(CommandState.SUCCEEDED);
        assertThat(kept().state()).isEqualTo(QuarantineEntry.State.REPLAYED);
        assertThat(system.replies.all()).hasSize(1);
    }

    @Test
    void decides_on_each_message_of_a_batch_alone_and_answers_in_order() {
        Command one = sent();
        Command other = system.make(aCommand().to(OTHER));

        assertThat(system.receive(aReply(one, "{\"status\":200}").receivedAt(system.start), aReply(other, "?"),
                aReply(one, "{\"status\":200}").from(OTHER),
                aReply(other, "{\"status\":500}").receivedAt(system.start))).hasSize(4).satisfiesExactly(
                        taken -> assertThat(taken).isEqualTo(TAKEN),
                        kept -> assertThat(kept).isInstanceOf(Quarantined.class),
                        refused -> assertThat(refused).isInstanceOf(Rejected.class),
                        taken -> assertThat(taken).isEqualTo(TAKEN));

        assertThat(system.stateOf(one)).isEqualTo(CommandState.SUCCEEDED);
        assertThat(system.stateOf(other)).isEqualTo(CommandState.FAILED);
        assertThat(system.receive()).isEmpty();
    }

    @Test
    void notes_an_acknowledgement_as_delivery_and_no_other_devices() {
        Command command = sent();

        system.at(1);
        system.acknowledge(command, OTHER);
        assertThat(system.stateOf(command)).isEqualTo(CommandState.SENT);

        system.acknowledge(command, PUMP);
        system.at(2);
        system.acknowledge(command, PUMP);

        assertThat(system.stateOf(command)).isEqualTo(CommandState.DELIVERED);
        assertThat(system.current(command).progress().deliveredAt()).isEqualTo(system.start.plusSeconds(1));
    }

    @Test
    void ignores_an_acknowledgement_of_what_has_ended() {
        Command command = sent();
        system.receive(aReply(command, "{\"status\":200}").receivedAt(system.start));

        system.acknowledge(command, PUMP);

        assertThat(system.stateOf(command)).isEqualTo(CommandState.SUCCEEDED);
    }
}
