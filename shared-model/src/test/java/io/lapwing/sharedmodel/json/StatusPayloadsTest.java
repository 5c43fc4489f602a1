package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;
import io.lapwing.sharedmodel.watch.StatusReport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatusPayloadsTest {

    private static StatusReport read(String json) {
        return StatusPayloads.read(Payload.json(json));
    }

    @Test
    void reads_births_and_wills() {
        assertThat(read("{\"online\":true,\"sid\":7}")).isEqualTo(new StatusReport.Told(true, 7));
        assertThat(read(" {\"sid\":-9223372036854775808,\"fw\":{\"v\":[1]},\"online\":false} "))
                .isEqualTo(new StatusReport.Told(false, Long.MIN_VALUE));
    }

    @Test
    void takes_a_message_without_a_payload_as_nothing() {
        assertThat(read("")).isEqualTo(new StatusReport.Empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "true", "{\"online\":true}", "{\"online\":1,\"sid\":7}",
            "{\"online\":true,\"sid\":7.5}", "{\"online\":true,\"sid\":\"7\"}",
            "{\"online\":true,\"sid\":9223372036854775808}", "{\"online\":true,\"sid\":1,\"sid\":2}"})
    void refuses_what_says_something_else(String json) {
        assertThat(read(json)).isInstanceOf(StatusReport.Malformed.class);
    }

    @Test
    void says_where_a_payload_is_not_json() {
        assertThat(read("{\"online\":yes}"))
                .isEqualTo(new StatusReport.Malformed("The payload is not well-formed JSON, at line 1, column 11."));
    }

    @Test
    void refuses_what_is_too_large() {
        Payload large = Payload.of(new byte[Payload.MAX_BYTES + 1], PayloadFormat.JSON);

        assertThat(StatusPayloads.read(large))
                .isEqualTo(new StatusReport.Malformed("The payload has 131073 bytes; 131072 are allowed."));
    }
}
