package io.lapwing.chatbot.channels;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PayloadTest {
    private final Payload payload = Payload.read("""
            {"event":{"user":"U1","ts":12,"half":1.5,"bot":true,"nothing":null,"files":[{"id":"F1"},{"id":7}]}}""");

    @Test
    void digs_out_what_is_there() {
        assertThat(payload.at("event", "user").text()).isEqualTo("U1");
        assertThat(payload.at("event", "ts").integer()).isEqualTo(12);
        assertThat(payload.at("event", "half").optionalNumber()).contains(1.5);
        assertThat(payload.at("event", "bot").flag()).isTrue();
        assertThat(payload.at("event", "files").items()).extracting(file -> file.at("id").id())
                .containsExactly("F1", "7");
    }

    @Test
    void takes_a_null_for_nothing() {
        assertThat(payload.at("event", "nothing").isPresent()).isFalse();
        assertThat(payload.at("event", "nothing", "below").optionalText()).isEmpty();
        assertThat(payload.at("elsewhere", "user").optionalText()).isEmpty();
        assertThat(payload.at("event", "none").flag()).isFalse();
        assertThat(payload.at("event", "none").items()).isEmpty();
        assertThat(payload.at("event", "none").optionalInteger()).isEmpty();
    }

    @Test
    void names_the_place_of_what_is_wrong_and_not_what_stands_there() {
        assertThatExceptionOfType(MalformedPayload.class).isThrownBy(() -> payload.at("event", "user").integer())
                .withMessage("event.user must be an integer of 64 bits");
        assertThatExceptionOfType(MalformedPayload.class).isThrownBy(() -> payload.at("event", "ts").text())
                .withMessage("event.ts must be a text");
        assertThatExceptionOfType(MalformedPayload.class).isThrownBy(() -> payload.at("event", "user", "id"))
                .withMessage("event.user must be an object");
        assertThatExceptionOfType(MalformedPayload.class)
                .isThrownBy(() -> payload.at("event", "files").items().get(1).at("id").text())
                .withMessage("event.files[1].id must be a text");
        assertThatExceptionOfType(MalformedPayload.class).isThrownBy(() -> payload.at("event", "gone").text())
                .withMessage("event.gone must be a text");
        assertThat(payload.at("event", "user")).hasToString("Payload[event.user]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{}x", "{\"a\":1,\"a\":2}", "\"\\ud800\"", "nul"})
    void refuses_what_is_no_json(String text) {
        assertThatExceptionOfType(MalformedPayload.class).isThrownBy(() -> Payload.read(text));
    }

    @Test
    void refuses_what_is_not_utf_8() {
        assertThatExceptionOfType(MalformedPayload.class)
                .isThrownBy(() -> Payload.read("\"é\"".getBytes(StandardCharsets.ISO_8859_1)));
    }
}
