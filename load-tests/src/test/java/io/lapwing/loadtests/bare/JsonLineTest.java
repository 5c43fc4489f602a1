package io.lapwing.loadtests.bare;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JsonLineTest {

    private static String text(JsonLine json) {
        return new String(json.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void puts_commas_between_members_and_items() {
        JsonLine json = new JsonLine().raw("{").text("a", "x").bool("b", true).raw("c", "[");
        json.next().raw("1");
        json.next().raw("2");

        assertThat(text(json.raw("]").raw("d", "{").raw("e", "3").raw("}}")))
                .isEqualTo("{\"a\":\"x\",\"b\":true,\"c\":[1,2],\"d\":{\"e\":3}}");
    }

    @Test
    void escapes_texts() {
        assertThat(text(new JsonLine().quoted("8 °C, \"a\\b\"\n"))).isEqualTo("\"8 °C, \\\"a\\\\b\\\"\\u000a\"");
    }

    @Test
    void writes_whole_numbers_and_times_as_lapwing_does() {
        assertThat(text(new JsonLine().raw("{").number("n", 22).number("x", 21.5).time("t", 1767225600000L)
                .time("never", null)))
                .isEqualTo("{\"n\":22,\"x\":21.5,\"t\":\"2026-01-01T00:00:00.000Z\",\"never\":null");
    }
}
