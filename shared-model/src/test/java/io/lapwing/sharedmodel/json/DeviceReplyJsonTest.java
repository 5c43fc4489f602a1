package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceReply.ErrorReply;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceReplyJsonTest {

    private static final DeviceKey DEVICE = DeviceKey.of("acme", "pump-1");

    @Test
    void writes_all_that_is_known() {
        ErrorReply reply = new ErrorReply(DEVICE, new MessageId("m-1"), RefusalCode.RATE_LIMITED, "Slow down: \"°C\".",
                Duration.ofSeconds(2), null);

        assertThat(text(reply)).isEqualTo(
                "{\"mid\":\"m-1\",\"code\":\"RATE_LIMITED\",\"reason\":\"Slow down: \\\"°C\\\".\",\"retryAfterMs\":2000}");
    }

    @Test
    void leaves_out_what_is_not() {
        ErrorReply reply = new ErrorReply(DEVICE, null, RefusalCode.TS_FUTURE, "Too late.", null, null);

        assertThat(text(reply)).isEqualTo("{\"code\":\"TS_FUTURE\",\"reason\":\"Too late.\"}");
    }

    private static String text(ErrorReply reply) {
        return new String(DeviceReplyJson.write(reply), StandardCharsets.UTF_8);
    }
}
