package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.JsonValue;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.ReadingsQuery;
import io.lapwing.sharedmodel.telemetry.StoredReading;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.bool;
import static io.lapwing.sharedmodel.fixtures.Fixtures.decimal;
import static io.lapwing.sharedmodel.fixtures.Fixtures.integer;
import static io.lapwing.sharedmodel.fixtures.Fixtures.json;
import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static io.lapwing.sharedmodel.fixtures.Fixtures.text;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/// Values come back as they were given.
interface TelemetryValueTests extends StoreTests {

    static Stream<MetricValue> exactValues() {
        return Stream.of(integer(0), integer(-1), integer(Long.MIN_VALUE), integer(Long.MAX_VALUE),
                integer(9_007_199_254_740_993L), decimal(0.1), decimal(-21.55), decimal(1e308), decimal(-1e308),
                decimal(Double.MAX_VALUE), decimal(Double.MIN_VALUE), decimal(Double.MIN_NORMAL),
                decimal(1.0 / 3), decimal(-0.0), decimal(5.0), decimal(1e18), decimal(1e19), decimal(1e23),
                text(""), text("00123"), text("1e5"), text("null"), text("true"), text(" a\tb\n\u0001\u007f\\\"' "),
                text("日本 🚰 ß é e\u0301"), text("x".repeat(4096)), text("🚰".repeat(1024)), bool(true), bool(false),
                json("[]"), json("{}"), json("{\"b\":1,\"a\":[true,null,\"x\",{\"日本\":\"🚰\",\"\":0.5}]}"),
                json("[9007199254740993,-9223372036854775808,1.5,\"00123\"]"),
                json("[".repeat(30) + "]".repeat(30)), json("[\"" + "y".repeat(4092) + "\"]"));
    }

    @ParameterizedTest
    @MethodSource("io.lapwing.sharedmodel.port.TelemetryValueTests#exactValues")
    default void gives_a_value_back_as_it_was_given(MetricValue value) {
        DeviceKey pump = registered();

        appendReadings(pump, aReading().withValue("m", value));

        assertThat(onlyValues(pump)).extractingByKey(metric("m")).matches(stored -> same(stored, value));
        assertThat(latest(pump).values()).singleElement().matches(latest -> same(latest.value(), value));
    }

    @ParameterizedTest
    @MethodSource("io.lapwing.sharedmodel.port.TelemetryValueTests#exactValues")
    default void finds_a_value_unchanged_when_it_comes_again(MetricValue value) {
        DeviceKey pump = registered();
        appendReadings(pump, aReading().withValue("m", value));

        assertThat(written(aWrite().from(pump).with(aReading().withValue("m", value))))
                .isEqualTo(new Written(0, 1, 0, 0));
    }

    @Test
    default void takes_zero_and_minus_zero_for_the_same() {
        DeviceKey pump = registered();
        appendReadings(pump, aReading().withValue("m", 0.0));

        assertThat(written(aWrite().from(pump).with(aReading().withValue("m", -0.0))))
                .isEqualTo(new Written(0, 1, 0, 0));
    }

    @Test
    default void tells_integers_apart_that_are_one_as_doubles() {
        DeviceKey pump = registered();
        appendReadings(pump, aReading().withValue("m", 9_007_199_254_740_993L));

        assertThat(written(aWrite().from(pump).with(aReading().withValue("m", 9_007_199_254_740_992L))))
                .isEqualTo(new Written(0, 0, 1, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"temp°C", "日本", "🚰", "a.b/c d", "$ref", "\"quoted\"", "back\\slash", "__proto__", "0",
            "ts", "Temp", "e\u0301"})
    default void keeps_metric_names_as_they_are(String name) {
        DeviceKey pump = registered();

        appendReadings(pump, aReading().withValue(name, 1).withValue("temp", 2));

        assertThat(onlyValues(pump)).containsOnlyKeys(metric(name), metric("temp"));
        assertThat(stores().telemetry().latest(pump, Set.of(metric(name)))).containsOnlyKeys(metric(name));
        assertThat(Pages.all(page -> stores().telemetry()
                .readings(new ReadingsQuery(pump, Set.of(metric(name)), DAWN, DUSK), page))).singleElement()
                .satisfies(reading -> assertThat(reading.values()).containsOnlyKeys(metric(name)));
    }

    @Test
    default void keeps_a_metric_name_of_full_length() {
        DeviceKey pump = registered();

        appendReadings(pump, aReading().withValue("🚰".repeat(128), 1));

        assertThat(onlyValues(pump)).containsOnlyKeys(metric("🚰".repeat(128)));
        assertThat(latest(pump)).containsOnlyKeys(metric("🚰".repeat(128)));
    }

    @Test
    default void keeps_times_to_the_millisecond_and_every_seq() {
        DeviceKey pump = registered();
        Instant odd = Instant.parse("2026-02-28T23:59:59.999Z");

        appendReadings(pump, aReading().at(odd).withSeq(Long.MAX_VALUE), aReading().at(odd).withSeq(Long.MIN_VALUE),
                aReading().at(DAWN), aReading().at(T0.plusMillis(1)));

        assertThat(readings(pump)).extracting(StoredReading::key).containsExactly(new ReadingKey(DAWN, 0),
                new ReadingKey(T0.plusMillis(1), 0), new ReadingKey(odd, Long.MIN_VALUE),
                new ReadingKey(odd, Long.MAX_VALUE));
    }

    private static Object tree(String json) {
        try {
            return requireNonNull(Json.read(json.getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedJson e) {
            throw new AssertionError(json, e);
        }
    }

    /// Equal in type and value; a decimal without a fraction may have become the integer that equals it, and the
    /// members of a JSON document have no order.
    private static boolean same(MetricValue stored, MetricValue given) {
        if (stored instanceof JsonValue(String one) && given instanceof JsonValue(String other)) {
            return tree(one).equals(tree(other));
        }
        if (given instanceof DecimalValue(double number)) {
            return switch (stored) {
                case IntegerValue(long whole) -> whole == number && Math.rint(number) == number;
                case DecimalValue(double decimal) -> decimal == number;
                case MetricValue.TextValue _,MetricValue.BooleanValue _,JsonValue _ -> false;
            };
        }
        return stored.equals(given);
    }
}
