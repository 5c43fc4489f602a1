package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.BooleanValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.JsonValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.TextValue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ValuesJsonTest {

    @Test
    void writes_each_type_as_json_shows_it() {
        Map<MetricName, MetricValue> values = new LinkedHashMap<>();
        values.put(new MetricName("temp°C"), new DecimalValue(21.5));
        values.put(new MetricName("count"), new IntegerValue(9007199254740993L));
        values.put(new MetricName("serial"), new TextValue("00123"));
        values.put(new MetricName("日本"), new TextValue("🚰"));
        values.put(new MetricName("open"), new BooleanValue(true));
        values.put(new MetricName("position"), new JsonValue("{\"lat\":1,\"lon\":[2.5]}"));

        String json = ValuesJson.write(values);

        assertThat(json).isEqualTo("{\"temp°C\":21.5,\"count\":9007199254740993,\"serial\":\"00123\",\"日本\":\"🚰\","
                + "\"open\":true,\"position\":{\"lat\":1,\"lon\":[2.5]}}");
        assertThat(ValuesJson.read(json)).isEqualTo(values);
    }

    @Test
    void gives_any_64_bit_integer_and_any_finite_double_back_exactly() {
        Random random = new Random(20260101);
        for (int i = 0; i < 20_000; i++) {
            long bits = random.nextLong();
            assertRoundTrip(new IntegerValue(bits >> (i % 64)));
            double decimal = Double.longBitsToDouble(bits);
            if (Double.isFinite(decimal)) {
                assertRoundTrip(new DecimalValue(decimal));
            }
        }
        assertRoundTrip(new IntegerValue(Long.MIN_VALUE));
        assertRoundTrip(new IntegerValue(Long.MAX_VALUE));
        assertRoundTrip(new DecimalValue(Double.MIN_VALUE));
        assertRoundTrip(new DecimalValue(-Double.MAX_VALUE));
        assertRoundTrip(new DecimalValue(-0.0));
        assertRoundTrip(new DecimalValue(21.0));
    }

    @Test
    void reads_the_digits_of_a_large_decimal_that_a_store_wrote_out() {
        assertThat(ValuesJson.read("{\"a\": 1" + "0".repeat(300) + ", \"b\": 9223372036854775808}")).isEqualTo(
                Map.of(new MetricName("a"), new DecimalValue(1e300), new MetricName("b"), new DecimalValue(0x1p63)));
    }

    @Test
    void nested_json_comes_back_compact_and_no_longer_than_it_was() {
        String writtenOut = "{\"a\": {\"x\": [1" + "0".repeat(300) + ", 0." + "0".repeat(299)
                + "1, 1.50], \"y\": null}}";

        assertThat(ValuesJson.read(writtenOut)).isEqualTo(
                Map.of(new MetricName("a"), new JsonValue("{\"x\":[1.0E300,1.0E-300,1.5],\"y\":null}")));
    }

    @Test
    void refuses_what_no_store_was_given() {
        assertThatThrownBy(() -> ValuesJson.read("[]")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ValuesJson.read("{\"a\":null}")).hasMessage("the value of a is null");
        assertThatThrownBy(() -> ValuesJson.read("{\"\":1}")).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRoundTrip(MetricValue value) {
        Map<MetricName, MetricValue> values = Map.of(new MetricName("v"), value);
        assertThat(ValuesJson.read(ValuesJson.write(values))).isEqualTo(values);
    }
}
