package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.TextValue;
import io.lapwing.sharedmodel.telemetry.ParsedPayload;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Entry;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Parsed;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Unreadable;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;
import io.lapwing.sharedmodel.telemetry.Refusal;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TelemetryLimitsTest {

    private static final Instant RECEIVED_AT = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void takes_131072_bytes_and_not_one_more() {
        String start = "{\"t\":1";
        String largest = start + " ".repeat(Payload.MAX_BYTES - start.length() - 1) + "}";

        assertThat(entryOf(largest).values()).hasSize(1);
        assertThat(refusalOf(Payload.json(largest + " "))).isEqualTo(RefusalCode.PAYLOAD_TOO_LARGE);
    }

    @Test
    void says_that_a_large_payload_is_too_large_whatever_is_in_it() {
        assertThat(refusalOf(Payload.json("[".repeat(Payload.MAX_BYTES + 1)))).isEqualTo(RefusalCode.PAYLOAD_TOO_LARGE);
        assertThat(refusalOf(Payload.of(new byte[Payload.MAX_BYTES + 1], PayloadFormat.CBOR))).isEqualTo(
                RefusalCode.PAYLOAD_TOO_LARGE);
    }

    @Test
    void takes_10_000_values_and_not_one_more() {
        assertThat(entryOf(flatObject(10_000)).values()).hasSize(10_000);
        assertThat(refusalOf(Payload.json(flatObject(10_001)))).isEqualTo(RefusalCode.PAYLOAD_TOO_LARGE);
    }

    @Test
    void counts_the_values_of_all_entries_and_those_that_are_refused() {
        String entry = "{\"a\":1,\"b\":NaN},";
        assertThat(refusalOf(Payload.json("[" + entry.repeat(5000) + "{\"a\":1}]"))).isEqualTo(
                RefusalCode.PAYLOAD_TOO_LARGE);
        assertThat(parse(Payload.json("[" + entry.repeat(5000) + "{\"a\":null}]"))).isInstanceOf(Parsed.class);
        assertThat(parse(senMl(10_000))).isInstanceOf(Parsed.class);
        assertThat(refusalOf(senMl(10_001))).isEqualTo(RefusalCode.PAYLOAD_TOO_LARGE);
    }

    @Test
    void takes_a_nesting_of_32_and_not_one_more() {
        assertThat(entryOf(nested(32)).values()).hasSize(1);
        assertThat(refusalOf(Payload.json(nested(33)))).isEqualTo(RefusalCode.TOO_DEEP);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 60_000})
    void refuses_a_nesting_of_any_depth_without_a_stack_overflow(int depth) {
        assertThat(refusalOf(Payload.json(nested(depth)))).isEqualTo(RefusalCode.TOO_DEEP);
        assertThat(refusalOf(Payload.json("[".repeat(depth)))).isEqualTo(RefusalCode.TOO_DEEP);
        assertThat(refusalOf(Payload.json("{\"ts\":" + "[".repeat(depth)))).isEqualTo(RefusalCode.TOO_DEEP);
        assertThat(refusalOf(Payload.json("{\"values\":{\"a\":" + "{\"a\":".repeat(depth / 3)))).isEqualTo(
                RefusalCode.TOO_DEEP);
        assertThat(refusalOf(cbor("81".repeat(depth)))).isEqualTo(RefusalCode.TOO_DEEP);
        assertThat(refusalOf(cbor("a16174" + "81".repeat(depth)))).isEqualTo(RefusalCode.TOO_DEEP);
        assertThat(parse(cbor("a16174" + "c1".repeat(depth) + "01"))).isNotNull();
    }

    @Test
    void refuses_a_number_of_any_length_alone() {
        String digits = "9".repeat(100_000);

        assertThat(onlyRefusal("{\"a\":" + digits + ",\"b\":1}")).isEqualTo(RefusalCode.VALUE_OUT_OF_RANGE);
        assertThat(onlyRefusal("{\"a\":" + digits + ".5,\"b\":1}")).isEqualTo(RefusalCode.VALUE_NOT_FINITE);
        assertThat(onlyRefusal("{\"a\":1e" + digits + ",\"b\":1}")).isEqualTo(RefusalCode.VALUE_NOT_FINITE);
        assertThat(valueOf("0." + digits)).isEqualTo(new DecimalValue(1.0));
        assertThat(valueOf("1e-" + digits)).isEqualTo(new DecimalValue(0.0));
        assertThat(frameRefusal("{\"ts\":" + digits + ",\"b\":1}")).isEqualTo(RefusalCode.PAYLOAD_MALFORMED);
        assertThat(frameRefusal("{\"ts\":1e" + digits + ",\"b\":1}")).isEqualTo(RefusalCode.PAYLOAD_MALFORMED);
        assertThat(frameRefusal("{\"mid\":" + digits + ",\"b\":1}")).isEqualTo(RefusalCode.PAYLOAD_MALFORMED);
    }

    @Test
    void refuses_a_metric_name_of_any_length_alone_and_shows_its_beginning() {
        assertThat(entryOf("{\"" + "ä".repeat(128) + "\":1}").values()).hasSize(1);

        Refusal refusal = entryOf("{\"" + "ä".repeat(60_000) + "\":1,\"b\":1}").refusals().getFirst();

        assertThat(refusal.code()).isEqualTo(RefusalCode.KEY_INVALID);
        assertThat(refusal.metric()).isEqualTo("ä".repeat(64) + "…");
    }

    @Test
    void takes_4_kib_of_text_and_not_one_byte_more() {
        assertThat(valueOf("\"" + "é".repeat(2048) + "\"")).isEqualTo(new TextValue("é".repeat(2048)));
        assertThat(onlyRefusal("{\"a\":\"" + "é".repeat(2048) + "x\",\"b\":1}")).isEqualTo(
                RefusalCode.VALUE_OUT_OF_RANGE);
    }

    @Test
    void takes_4_kib_of_nested_json_in_its_compact_form_and_not_one_byte_more() {
        String spaced = "[ 1" + " , 1".repeat(2045) + ", 12 ]";
        assertThat(entryOf("{\"a\":" + spaced + "}").refusals()).isEmpty();
        assertThat(onlyRefusal("{\"a\":" + spaced.replace("12", "123") + ",\"b\":1}")).isEqualTo(
                RefusalCode.VALUE_OUT_OF_RANGE);
    }

    @Test
    void reads_any_64_bit_integer_and_any_finite_double_exactly() {
        Random random = new Random(8259);
        for (int i = 0; i < 20_000; i++) {
            long integer = random.nextLong() >> (i % 64);
            assertThat(valueOf(Long.toString(integer))).isEqualTo(new IntegerValue(integer));
            double decimal = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(decimal)) {
                assertThat(valueOf(Double.toString(decimal))).isEqualTo(new DecimalValue(decimal));
            }
        }
    }

    @Test
    void skips_a_byte_order_mark() {
        assertThat(entryOf("\uFEFF{\"t\":1}").values()).hasSize(1);
        assertThat(refusalOf(Payload.json("\uFEFF"))).isEqualTo(RefusalCode.PAYLOAD_MALFORMED);
        assertThat(refusalOf(Payload.json("\uFEFF\uFEFF{\"t\":1}"))).isEqualTo(RefusalCode.PAYLOAD_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fffe", "feff", "00", "c0af", "7b2274223a22c328227d", "7b2274223a22eda080227d",
            "7b2274223a22c1a1227d", "7b2274223a22f4908080227d", "7b2274223a22e282227d", ""})
    void refuses_what_is_not_utf_8(String hex) {
        assertThat(refusalOf(Payload.of(HexFormat.of().parseHex(hex), PayloadFormat.JSON))).isEqualTo(
                RefusalCode.PAYLOAD_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
    void refuses_json_in_another_encoding(String charset) {
        Payload payload = Payload.of("{\"t\":1}".getBytes(Charset.forName(charset)), PayloadFormat.JSON);

        assertThat(refusalOf(payload)).isEqualTo(RefusalCode.PAYLOAD_MALFORMED);
    }

    @Test
    void answers_any_bytes_with_a_value() {
        Random random = new Random(8949);
        byte[] seed = HexFormat.of()
                .parseHex("82a26274731b0000019b76da8c006676616c756573a2616101616283f5f4c48221196ab3a"
                        .concat("16362696ec24901000000000000000001"));
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = seed.clone();
            for (int flips = 1 + i % 4; flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            for (MessageKind kind : List.of(MessageKind.TELEMETRY, MessageKind.GATEWAY_TELEMETRY)) {
                assertThat(TelemetryPayloads.parse(Payload.of(bytes, PayloadFormat.CBOR), kind, RECEIVED_AT))
                        .isNotNull();
            }
        }
    }

    @Test
    void reads_a_message_of_colliding_names() {
        String colliding = IntStream.range(0, 4096).mapToObj(i -> {
            StringBuilder name = new StringBuilder();
            for (int bit = 0; bit < 12; bit++) {
                name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            return "\"" + name + "\":1";
        }).limit(3900).collect(Collectors.joining(",", "{", "}"));

        assertThat(entryOf(colliding).values()).hasSize(3900);
    }

    private static String flatObject(int values) {
        return IntStream.range(0, values).mapToObj(i -> "\"m" + i + "\":1").collect(Collectors.joining(",", "{", "}"));
    }

    private static String nested(int depth) {
        return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
    }

    private static Payload senMl(int records) {
        String pack = "[{\"bn\":\"a\"}" + ",{\"v\":1}".repeat(records) + "]";
        return Payload.of(pack.getBytes(StandardCharsets.UTF_8), PayloadFormat.SENML_JSON);
    }

    private static Payload cbor(String hex) {
        return Payload.of(HexFormat.of().parseHex(hex), PayloadFormat.CBOR);
    }

    private static ParsedPayload parse(Payload payload) {
        return TelemetryPayloads.parse(payload, MessageKind.TELEMETRY, RECEIVED_AT);
    }

    private static Entry entryOf(String json) {
        assertThat(parse(Payload.json(json))).isInstanceOf(Parsed.class);
        return ((Parsed) parse(Payload.json(json))).entries().getFirst();
    }

    private static RefusalCode refusalOf(Payload payload) {
        assertThat(parse(payload)).isInstanceOf(Unreadable.class);
        return ((Unreadable) parse(payload)).code();
    }

    private static RefusalCode onlyRefusal(String json) {
        Entry entry = entryOf(json);
        assertThat(entry.values()).containsOnlyKeys(new MetricName("b"));
        assertThat(entry.refusals()).singleElement().extracting(Refusal::metric).isEqualTo("a");
        return entry.refusals().getFirst().code();
    }

    private static RefusalCode frameRefusal(String json) {
        return Objects.requireNonNull(entryOf(json).frameRefusal()).code();
    }

    private static MetricValue valueOf(String json) {
        return Objects.requireNonNull(entryOf("{\"v\":" + json + "}").values().get(new MetricName("v")));
    }
}
