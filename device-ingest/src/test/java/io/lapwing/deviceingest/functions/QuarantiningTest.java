package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Accepted;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Quarantined;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;
import io.lapwing.sharedmodel.telemetry.Refusal;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import static io.lapwing.deviceingest.functions.IngestSystem.PUMP;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aMessage;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

class QuarantiningTest {

    private static final TraceParent TRACE = new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331",
            true);

    private final IngestSystem system = new IngestSystem();

    @Test
    void keeps_what_cannot_be_read_with_all_that_a_replay_needs() {
        Payload poison = Payload.of(HexFormat.of().parseHex("fffe"), PayloadFormat.JSON);
        Instant received = now();

        var outcome = only(system.ingest(
                aMessage().withPayload(poison).withMid("m-1").withTrace(TRACE).receivedAt(received)).getFirst());

        QuarantinedMessage kept = onlyKept();
        assertThat(kept).isEqualTo(new QuarantinedMessage(outcome.id(), PUMP, MessageKind.TELEMETRY,
                "iot/v1/acme/pump-1/telemetry", poison, 2, PayloadFormat.JSON, new MessageId("m-1"),
                RefusalCode.PAYLOAD_MALFORMED, "The payload is not UTF-8.", received, TRACE));
        assertThat(outcome.code()).isEqualTo(RefusalCode.PAYLOAD_MALFORMED);
    }

    @Test
    void keeps_131_072_bytes_and_only_the_metadata_of_more() {
        byte[] largest = "[".repeat(Payload.MAX_BYTES).getBytes(StandardCharsets.US_ASCII);
        byte[] larger = new byte[Payload.MAX_BYTES + 1];

        var outcomes = system.ingest(aMessage().withPayload(Payload.of(largest, PayloadFormat.JSON)),
                aMessage().withPayload(Payload.of(larger, PayloadFormat.CBOR)));

        assertThat(kept(only(outcomes.get(0))).payload()).isEqualTo(Payload.of(largest, PayloadFormat.JSON));
        QuarantinedMessage tooLarge = kept(only(outcomes.get(1)));
        assertThat(tooLarge.code()).isEqualTo(RefusalCode.PAYLOAD_TOO_LARGE);
        assertThat(tooLarge.payload()).isNull();
        assertThat(tooLarge.payloadBytes()).isEqualTo(131_073);
        assertThat(tooLarge.format()).isEqualTo(PayloadFormat.CBOR);
    }

    @Test
    void keeps_the_message_of_an_unknown_device() {
        DeviceKey nobody = DeviceKey.of("acme", "nobody");

        var outcome = only(system.ingest(aMessage().from(nobody).withJson("{\"t\":1}")).getFirst());

        assertThat(outcome.code()).isEqualTo(RefusalCode.UNKNOWN_DEVICE);
        assertThat(onlyKept().device()).isEqualTo(nobody);
        assertThat(onlyKept().payload()).isEqualTo(Payload.json("{\"t\":1}"));
    }

    @Test
    void keeps_an_entry_whose_ts_is_refused_and_stores_the_others() {
        var outcomes = system.ingest(aMessage().withJson("[{\"ts\":1767225600000,\"t\":1},"
                + " {\"ts\":1767225600,\"mid\":\"e-2\",\"values\":{\"t\": 2}} ,{\"ts\":1767225601000,\"t\":3}]"));

        assertThat(outcomes).singleElement().isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.stored()).isEqualTo(2);
            assertThat(accepted.refusals()).containsExactly(new Refusal(1, null, RefusalCode.TS_UNIT,
                    "The ts 1767225600 of entry 1 looks like seconds; milliseconds are expected."));
        });
        assertThat(system.readings(PUMP)).hasSize(2);
        assertThat(onlyKept().code()).isEqualTo(RefusalCode.TS_UNIT);
        assertThat(onlyKept().mid()).isEqualTo(new MessageId("e-2"));
        assertThat(onlyKept().payload()).isEqualTo(
                Payload.json("{\"ts\":1767225600,\"mid\":\"e-2\",\"values\":{\"t\": 2}}"));
    }

    @Test
    void keeps_an_entry_whose_frame_is_wrong_and_stores_the_others() {
        system.ingest(aMessage().withJson("[{\"ts\":\"yesterday\",\"t\":1},{\"t\":2},7]"));

        assertThat(system.readings(PUMP)).hasSize(1);
        assertThat(system.quarantine()).extracting(entry -> entry.message().payload()).containsExactlyInAnyOrder(
                Payload.json("{\"ts\":\"yesterday\",\"t\":1}"), Payload.json("7"));
    }

    @Test
    void keeps_a_message_whole_of_which_no_entry_can_be_taken() {
        Payload payload = Payload.json("[{\"ts\":1767225600,\"t\":1},{\"t\":NaN},{}]");

        var outcome = only(system.ingest(aMessage().withPayload(payload)).getFirst());

        assertThat(outcome.code()).isEqualTo(RefusalCode.TS_UNIT);
        assertThat(outcome.refusals()).extracting(Refusal::code).containsExactly(RefusalCode.TS_UNIT,
                RefusalCode.VALUE_NOT_FINITE, RefusalCode.PAYLOAD_MALFORMED);
        assertThat(onlyKept().payload()).isEqualTo(payload);
    }

    @Test
    void keeps_a_message_whose_values_are_all_refused() {
        var outcome = only(system.ingest(aMessage().withJson("{\"t\":NaN,\"u\":1e400}")).getFirst());

        assertThat(outcome.code()).isEqualTo(RefusalCode.VALUE_NOT_FINITE);
        assertThat(system.quarantine()).hasSize(1);
    }

    @Test
    void keeps_the_same_poison_once() {
        system.ingest(aMessage().withJson("{"), aMessage().withJson("{"));
        system.ingest(aMessage().withJson("{"));

        assertThat(system.quarantine()).singleElement().extracting(QuarantineEntry::occurrences).isEqualTo(3L);
    }

    private QuarantinedMessage onlyKept() {
        assertThat(system.quarantine()).hasSize(1);
        return system.quarantine().getFirst().message();
    }

    private QuarantinedMessage kept(Quarantined outcome) {
        return system.stores.quarantine().find(PUMP.tenant(), outcome.id()).orElseThrow().message();
    }

    private static Quarantined only(IngestOutcome outcome) {
        assertThat(outcome).isInstanceOf(Quarantined.class);
        return (Quarantined) outcome;
    }
}
