package io.lapwing.loadtests.mqtt;

import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TelemetryMessagesTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void a_message_with_a_time_has_ten_readings_of_one_moment() {
        assertThat(written(MessageIdentity.TS, 7)).isEqualTo("""
                {"ts":1767225600007,"values":{"sentMicros":1767225600123456,"n":7,"temperature":2.15,\
                "humidity":12.55,"pressure":22.95,"voltage":33.35,"current":43.75,"flow":54.15,"level":64.55,\
                "signal":74.95}}""");
    }

    @Test
    void a_message_with_an_id_leaves_its_time_to_the_receiver() {
        assertThat(written(MessageIdentity.MID, 0))
                .startsWith("{\"mid\":\"0\",\"seq\":0,\"values\":{\"sentMicros\":1767225600123456,\"n\":0,");
    }

    @Test
    void knows_what_the_store_must_have() {
        assertThat(TelemetryMessages.valuesOf(7)).hasSize(TelemetryMessages.READINGS - 1)
                .containsEntry(TelemetryMessages.NUMBER, new IntegerValue(7))
                .containsEntry(new MetricName("temperature"), new DecimalValue(2.15))
                .containsEntry(new MetricName("signal"), new DecimalValue(74.95));
    }

    @Test
    void fits_into_what_is_kept_for_it() {
        assertThat(written(MessageIdentity.MID, Long.MAX_VALUE / 100).length())
                .isLessThan(TelemetryMessages.MAX_BYTES);
    }

    private static String written(MessageIdentity identity, long number) {
        ByteBuffer out = ByteBuffer.allocate(TelemetryMessages.MAX_BYTES);
        new TelemetryMessages(T0, identity).write(out, number, 1_767_225_600_123_456L);
        return new String(out.array(), 0, out.position(), StandardCharsets.UTF_8);
    }
}
