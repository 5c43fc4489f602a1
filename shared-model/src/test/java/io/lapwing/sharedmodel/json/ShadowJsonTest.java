package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.device.DeviceReply.ShadowReply.Channel;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.shadow.Shadow.Applied;
import io.lapwing.sharedmodel.shadow.ShadowAnswer;
import io.lapwing.sharedmodel.shadow.ShadowRequest;
import io.lapwing.sharedmodel.shadow.ShadowState;
import io.lapwing.sharedmodel.shadow.UpdateId;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ShadowJsonTest {

    private static RefusalCode refusalOf(Payload payload) {
        ShadowRequest request = ShadowRequests.readUpdate(payload);
        assertThat(request).isInstanceOf(ShadowRequest.Malformed.class);
        return ((ShadowRequest.Malformed) request).code();
    }

    @Test
    void writes_a_rejection_as_AWS_IoT_does() {
        assertThat(ShadowJson
                .write(new ShadowAnswer.Rejected(Channel.UPDATE_REJECTED, 409, "Version conflict", "t-1"), T0).json())
                .isEqualTo("{\"code\":409,\"message\":\"Version conflict\",\"timestamp\":1767225600,"
                        + "\"clientToken\":\"t-1\"}");
        assertThat(ShadowJson.write(new ShadowAnswer.Rejected(Channel.GET_REJECTED, 404, "none", null), T0).json())
                .isEqualTo("{\"code\":404,\"message\":\"none\",\"timestamp\":1767225600}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\":1,\"b\":1.50,\"c\":1E+400,\"d\":18446744073709551616,\"e\":[{\"f\":[]}]}",
            "{\"z\":true,\"a\":\"\\u0000 \\\" 日本 🚰\"}"})
    void reads_a_section_that_it_wrote_exactly(String json) {
        ShadowState section = ShadowJson.readSection(new JsonText(json));

        assertThat(ShadowJson.write(section).json()).isEqualTo(json);
    }

    @Test
    void reads_the_remembered_updates_that_it_wrote() {
        List<Applied> applied = List.of(new Applied(UpdateId.of(new MessageId("b")), 7),
                new Applied(UpdateId.of(new MessageId("a")), 9));

        assertThat(ShadowJson.readApplied(ShadowJson.write(applied))).isEqualTo(applied);
    }

    @Test
    void does_not_take_something_else_for_a_section() {
        assertThatThrownBy(() -> ShadowJson.readSection(new JsonText("[]")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ShadowJson.readSection(new JsonText("{")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void says_what_is_wrong_with_a_payload_that_is_no_document() {
        assertThat(refusalOf(Payload.of(new byte[]{'{', '"', (byte) 0xff, '"', ':', '1', '}'}, PayloadFormat.JSON)))
                .isEqualTo(RefusalCode.PAYLOAD_MALFORMED);
        assertThat(refusalOf(Payload.of(new byte[]{(byte) 0xa0}, PayloadFormat.CBOR)))
                .isEqualTo(RefusalCode.PAYLOAD_MALFORMED);
        assertThat(refusalOf(Payload.json("{\"state\":" + "[".repeat(40) + "]".repeat(40) + "}")))
                .isEqualTo(RefusalCode.TOO_DEEP);
        assertThat(refusalOf(Payload.json("{\"state\":{\"reported\":{\"n\":" + "1".repeat(2000) + "}}}")))
                .isEqualTo(RefusalCode.PAYLOAD_MALFORMED);
        assertThat(refusalOf(Payload.json("{\"state\":{},\"x\":\"" + "y".repeat(Payload.MAX_BYTES) + "\"}")))
                .isEqualTo(RefusalCode.PAYLOAD_TOO_LARGE);
    }
}
