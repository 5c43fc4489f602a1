package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceReply.ErrorReply;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.deviceingest.functions.IngestSystem.PUMP;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

class ErrorRepliesTest {

    private static final TraceParent TRACE = new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331",
            true);

    private final IngestSystem system = new IngestSystem();

    @Test
    void tells_the_sender_which_value_was_refused_and_why() {
        system.ingest(aMessage().withTrace(TRACE).withJson("{\"mid\":\"m-7\",\"t\":NaN,\"u\":1}"));

        assertThat(system.errorsTo(PUMP)).containsExactly(new ErrorReply(PUMP, new MessageId("m-7"),
                RefusalCode.VALUE_NOT_FINITE, "\"t\" in entry 0 is not a finite number.", null, TRACE));
    }

    @Test
    void names_the_message_id_of_the_entry_where_it_has_one() {
        system.ingest(aMessage().withMid("event").withJson(
                "[{\"mid\":\"e-1\",\"ts\":1,\"t\":1},{\"ts\":\"a\",\"t\":1},{\"t\":1}]"));

        assertThat(system.errorsTo(PUMP)).extracting(ErrorReply::mid).containsExactly(new MessageId("e-1"),
                new MessageId("event"));
    }

    @Test
    void tells_of_a_message_that_cannot_be_read_once() {
        system.ingest(aMessage().withJson("{\"t\":"));

        assertThat(system.errorsTo(PUMP)).containsExactly(new ErrorReply(PUMP, null, RefusalCode.PAYLOAD_MALFORMED,
                "The payload ends before its document does.", null, null));
    }

    @Test
    void tells_an_unknown_sender_too() {
        DeviceKey nobody = DeviceKey.of("acme", "nobody");

        system.ingest(aMessage().from(nobody).withJson("{\"mid\":\"m\",\"t\":1}"));

        assertThat(system.errorsTo(nobody)).containsExactly(new ErrorReply(nobody, new MessageId("m"),
                RefusalCode.UNKNOWN_DEVICE, "The device acme/nobody is not registered.", null, null));
    }

    @Test
    void sends_ten_replies_to_a_message_at_most_and_says_how_much_more_was_refused() {
        system.ingest(aMessage().withJson(notFinite(10)));
        assertThat(system.errorsTo(PUMP)).hasSize(10).allSatisfy(
                reply -> assertThat(reply.reason()).endsWith("is not a finite number."));

        system.ingest(aMessage().withJson(notFinite(5000)));
        assertThat(system.errorsTo(PUMP)).hasSize(20).last().extracting(ErrorReply::reason).isEqualTo(
                "\"m9\" in entry 0 is not a finite number. 4990 more of this message were refused.");
    }

    private static String notFinite(int values) {
        return IntStream.range(0, values).mapToObj(i -> "\"m" + i + "\":NaN").collect(
                Collectors.joining(",", "{", "}"));
    }
}
