package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Entry;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Parsed;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;

import java.time.Instant;
import java.util.HexFormat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class GatewayPayloadsTest {

    @ParameterizedTest
    @ValueSource(strings = {"valve-1", "", "a/+/#", "\"\\\u0000", "日本", "🚰", "half \ud83d"})
    void an_entry_of_any_child_reads_as_it_was(String child) {
        Payload entry = Payload.json("{\"ts\":1767225600000,\"values\":{\"ü\":NaN}}");

        Entry read = readBack(GatewayPayloads.wrap(child, entry));

        assertThat(read.child()).isEqualTo(child);
        assertThat(read.original()).isEqualTo(entry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"valve-1", "", "日本", "🚰"})
    void so_does_one_in_cbor(String child) {
        Payload entry = Payload.of(HexFormat.of().parseHex("a1616101"), PayloadFormat.CBOR);

        Entry read = readBack(GatewayPayloads.wrap(child, entry));

        assertThat(read.child()).isEqualTo(child);
        assertThat(read.original()).isEqualTo(entry);
    }

    private static Entry readBack(Payload payload) {
        Parsed parsed = (Parsed) TelemetryPayloads.parse(payload, MessageKind.GATEWAY_TELEMETRY, Instant.EPOCH);
        assertThat(parsed.entries()).hasSize(1);
        return parsed.entries().getFirst();
    }
}
