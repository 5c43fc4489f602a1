package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class JsonTest {
    private record Sample(String zebra, @Nullable String absent, Instant at, Map<MetricName, MetricValue> values) {}

    @Test
    void writes_records_in_the_order_of_their_components() {
        Map<MetricName, MetricValue> values = new LinkedHashMap<>();
        values.put(new MetricName("z"), new MetricValue.IntegerValue(Long.MAX_VALUE));
        values.put(new MetricName("temp°C"), new MetricValue.DecimalValue(21.5));
        values.put(new MetricName("c"), new MetricValue.TextValue("00123"));
        values.put(new MetricName("f"), new MetricValue.BooleanValue(true));
        values.put(new MetricName("g"), new MetricValue.JsonValue("{\"x\":[1]}"));

        assertThat(written(new Sample("z", null, Instant.parse("2026-01-01T00:00:00Z"), values)))
                .isEqualTo("{\"zebra\":\"z\",\"absent\":null,\"at\":\"2026-01-01T00:00:00.000Z\","
                        + "\"values\":{\"z\":9223372036854775807,\"temp°C\":21.5,\"c\":\"00123\",\"f\":true,"
                        + "\"g\":{\"x\":[1]}}}");
    }

    @ParameterizedTest
    @CsvSource({"2026-01-01T00:00:00Z, 2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.1Z, 2026-01-01T00:00:00.100Z",
            "2026-01-01T00:00:00.123999Z, 2026-01-01T00:00:00.123Z"})
    void writes_instants_with_milliseconds(Instant instant, String text) {
        assertThat(written(instant)).isEqualTo('"' + text + '"');
    }

    @Test
    void reads_without_losing_a_digit() throws MalformedJson {
        assertThat(read("[9007199254740993,18446744073709551616,1e400,0.10,\"x\",true,null,{\"b\":1,\"a\":2}]"))
                .isEqualTo(Arrays.asList(9007199254740993L, new BigInteger("18446744073709551616"),
                        new BigDecimal("1e400"), new BigDecimal("0.10"), "x", true, null, Map.of("b", 1L, "a", 2L)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{'a':1,}|1", "{'a':1,'a':2}|1", "{} {}|1", "{|1", "NaN|1", "''' '|1"})
    void refuses_what_is_no_json(String json, int line) {
        MalformedJson refused = catchThrowableOfType(MalformedJson.class, () -> read(json.replace('\'', '"')));

        assertThat(refused).isNotNull();
        assertThat(refused.line()).isEqualTo(line);
    }

    @Test
    void says_where_but_not_what() {
        MalformedJson refused = catchThrowableOfType(MalformedJson.class, () -> read("{\n  \"a\": secret}"));

        assertThat(refused.line()).isEqualTo(2);
        assertThat(refused.column()).isBetween(8, 15);
        assertThat(refused).hasMessageNotContaining("secret").hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"\\ud800\"]", "{\"\\udc00\":1}"})
    void refuses_half_a_surrogate_pair(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(MalformedJson.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 100_000})
    void refuses_what_is_nested_too_deep(int depth) {
        assertThatThrownBy(() -> read("[".repeat(depth) + "]".repeat(depth))).isInstanceOf(MalformedJson.class);
    }

    @Test
    void takes_thirty_two_levels() throws MalformedJson {
        assertThat(read("[".repeat(32) + "]".repeat(32))).isInstanceOf(List.class);
    }

    @Test
    void reads_utf_8_and_nothing_else() {
        MalformedJson broken = catchThrowableOfType(MalformedJson.class,
                () -> Json.read(new byte[]{'[', '\n', '"', (byte) 0xff, '"', ']'}));

        assertThat(broken.line()).isEqualTo(2);
        assertThat(broken.column()).isEqualTo(2);
        assertThatThrownBy(() -> Json.read("[]".getBytes(UTF_16))).isInstanceOf(MalformedJson.class);
        assertThatThrownBy(() -> Json.read(new byte[]{'"', (byte) 0xe2})).isInstanceOf(MalformedJson.class);
        assertThatThrownBy(() -> Json.read(new byte[0])).isInstanceOf(MalformedJson.class);
    }

    private static String written(Object value) {
        return new String(Json.write(value), UTF_8);
    }

    private static @Nullable Object read(String json) throws MalformedJson {
        return Json.read(json.getBytes(UTF_8));
    }
}
