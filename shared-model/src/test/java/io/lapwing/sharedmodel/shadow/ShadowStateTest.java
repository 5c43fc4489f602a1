package io.lapwing.sharedmodel.shadow;

import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ShadowStateTest {

    private static Map<String, @Nullable Object> object(String json) {
        try {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            if (Json.read(json.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> values) {
                values.forEach((key, value) -> object.put(key.toString(), value));
                return object;
            }
            throw new AssertionError("not an object: " + json);
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    private static ShadowState state(String json) {
        return ShadowState.EMPTY.merged(object(json));
    }

    private static String text(ShadowState state) {
        return new String(Json.write(state.values()), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
            "{}                    | {\"a\":1}               | {\"a\":1}",
            "{\"a\":1}             | {\"b\":2}               | {\"a\":1,\"b\":2}",
            "{\"a\":1}             | {\"a\":\"x\"}           | {\"a\":\"x\"}",
            "{\"a\":1}             | {\"a\":null}            | {}",
            "{\"a\":1}             | {\"b\":null}            | {\"a\":1}",
            "{\"a\":{\"x\":1}}     | {\"a\":{\"y\":2}}       | {\"a\":{\"x\":1,\"y\":2}}",
            "{\"a\":{\"x\":1}}     | {\"a\":{\"x\":null}}    | {\"a\":{}}",
            "{\"a\":{\"x\":1}}     | {\"a\":5}               | {\"a\":5}",
            "{\"a\":5}             | {\"a\":{\"x\":1}}       | {\"a\":{\"x\":1}}",
            "{\"a\":5}             | {\"a\":{\"x\":null}}    | {\"a\":{}}",
            "{\"a\":[1,2,3]}       | {\"a\":[4]}             | {\"a\":[4]}",
            "{\"a\":[{\"x\":1}]}   | {\"a\":[{\"y\":1}]}     | {\"a\":[{\"y\":1}]}",
            "{}                    | {\"a\":{\"b\":{\"c\":null,\"d\":1}}} | {\"a\":{\"b\":{\"d\":1}}}"})
    void merges_objects_key_by_key_and_replaces_all_else(String before, String patch, String after) {
        assertThat(text(state(before).merged(object(patch)))).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
            "{\"r\":5}                | {\"r\":3}                | {\"r\":5}",
            "{\"r\":5}                | {\"r\":5}                | {}",
            "{\"r\":5}                | {\"r\":5.0}              | {}",
            "{\"r\":5.00}             | {\"r\":5}                | {}",
            "{\"r\":0}                | {\"r\":-0.0}             | {}",
            "{\"r\":100}              | {\"r\":1e2}              | {}",
            "{\"r\":1e999999999}      | {\"r\":10e999999998}     | {}",
            "{\"r\":18446744073709551616} | {\"r\":18446744073709551616.0} | {}",
            "{\"r\":9007199254740993} | {\"r\":9007199254740992} | {\"r\":9007199254740993}",
            "{\"r\":5}                | {\"r\":\"5\"}            | {\"r\":5}",
            "{\"r\":true}             | {\"r\":1}                | {\"r\":true}",
            "{\"r\":5}                | {}                       | {\"r\":5}",
            "{}                       | {\"r\":5}                | {}",
            "{\"r\":{\"x\":1,\"y\":2}} | {\"r\":{\"x\":1,\"y\":3}} | {\"r\":{\"y\":2}}",
            "{\"r\":{\"x\":1}}        | {\"r\":{\"x\":1,\"z\":9}} | {}",
            "{\"r\":{\"x\":1}}        | {\"r\":5}                | {\"r\":{\"x\":1}}",
            "{\"r\":{}}               | {}                       | {\"r\":{}}",
            "{\"r\":{}}               | {\"r\":{\"x\":1}}        | {}",
            "{\"r\":[1,2]}            | {\"r\":[1,2.0]}          | {}",
            "{\"r\":[1,2]}            | {\"r\":[2,1]}            | {\"r\":[1,2]}",
            "{\"r\":[1,2]}            | {\"r\":[1,2,3]}          | {\"r\":[1,2]}",
            "{\"r\":[{\"x\":1}]}      | {\"r\":[{\"x\":1.0}]}    | {}",
            "{\"r\":[{\"x\":1}]}      | {\"r\":[{\"x\":1,\"y\":1}]} | {\"r\":[{\"x\":1}]}"})
    void differs_in_what_is_wanted_and_not_there(String desired, String reported, String delta) {
        assertThat(text(state(desired).differenceFrom(state(reported)))).isEqualTo(delta);
    }

    @Test
    void is_as_wanted_once_the_difference_is_reported() {
        ShadowState desired = state("{\"a\":{\"b\":{\"c\":[1,{\"d\":2}]},\"e\":true},\"f\":1.50,\"g\":{}}");
        ShadowState reported = state("{\"a\":{\"b\":7,\"x\":1},\"f\":1,\"y\":2}");

        ShadowState after = reported.merged(new LinkedHashMap<>(desired.differenceFrom(reported).values()));

        assertThat(desired.differenceFrom(after).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\":1,\"b\":[],\"c\":{}}", "{\"a\":[1,2,{\"x\":true,\"y\":false}]}",
            "{\"a\":1.50,\"b\":1e400,\"c\":-1E-7,\"d\":18446744073709551616,\"e\":-0.0}",
            "{\"日本\":\"🚰 ä / \\\\ \\\" \\u0000 \\u001f \\n \\t \\b \\f \\r \\u007f \\u2028\"}"})
    void knows_how_long_it_is_as_JSON(String json) {
        ShadowState state = state(json);

        assertThat(state.jsonBytes()).isEqualTo(Json.write(state.values()).length);
    }

    @Test
    void cannot_be_changed() {
        ShadowState state = state("{\"a\":{\"b\":[1]}}");

        assertThatThrownBy(() -> state.values().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((Map<?, ?>) state.values().getOrDefault("a", Map.of())).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void takes_nothing_that_is_not_JSON() {
        assertThatThrownBy(() -> new ShadowState(Map.of("a", 1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ShadowState(Map.of("a", new Object())))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
