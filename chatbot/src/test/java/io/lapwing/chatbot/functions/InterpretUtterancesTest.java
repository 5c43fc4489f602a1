package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.language.Interpreter;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InterpretUtterancesTest {
    private static final Interpreter INTERPRETER = Interpreter.ofOwnLanguages();
    private static final String FLEET = """
            {"tenant":"acme","now":"2026-03-10T09:30:00.000Z","zone":"Europe/Berlin","devices":[
            {"id":"probe-a","name":"Probe A","type":"probe","site":"Hamburg","metrics":["temperature"]},
            {"id":"pump-17","name":"Pump 17","type":"pump","aliases":["coolant pump"]}]}""";

    @Test
    void writes_a_line_of_json_for_each_utterance() {
        InterpretUtterances interpret = interpret(FLEET);

        assertThat(interpret.apply("restart the coolant pump")).containsExactly(
                "{\"intent\":\"command\",\"slots\":{\"devices\":[\"pump-17\"],\"method\":\"reboot\"},\"confirm\":true}");
        assertThat(interpret.apply("set the target of pump 17 to 38 F")).containsExactly("{\"intent\":\"command\","
                + "\"slots\":{\"devices\":[\"pump-17\"],\"method\":\"setTarget\",\"params\":{\"temperature\":3.33}},"
                + "\"confirm\":true}");
        assertThat(interpret.apply("ack A-102 and A-103")).containsExactly(
                "{\"intent\":\"alert.ack\",\"slots\":{\"alerts\":[\"A-102\",\"A-103\"]},\"confirm\":false}");
    }

    @Test
    void takes_an_empty_line_for_the_end_of_a_conversation() {
        InterpretUtterances interpret = interpret(FLEET);
        interpret.apply("temperature of probe a");

        assertThat(interpret.apply("and pump 17?").getFirst()).contains("\"intent\":\"latest\"");
        assertThat(interpret.apply(" ")).isEmpty();
        assertThat(interpret.apply("and pump 17?").getFirst()).contains("\"intent\":\"status\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
            "{ | the fleet is not valid JSON at line 1", "[] | the fleet must be a JSON object",
            "{} | the fleet's devices must be a list", "{\"devices\":[7]} | devices[0] must be an object",
            "{\"devices\":[{\"id\":\"a/b\",\"type\":\"x\"}]} | devices[0]: an id is 1 to 64 of",
            "{\"devices\":[{\"id\":\"a\"}]} | devices[0]: type must be a text",
            "{\"devices\":[{\"id\":\"a\",\"type\":\"x\",\"metrics\":[1]}]} | devices[0]: metrics must be a list of texts",
            "{\"devices\":[]} | the fleet: now must be a text",
            "{\"devices\":[],\"now\":\"soon\",\"zone\":\"UTC\"} | the fleet's now must be a time"})
    void says_what_is_wrong_with_a_fleet(String fleet, String problem) {
        assertThatThrownBy(() -> interpret(fleet)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    private static InterpretUtterances interpret(String fleet) {
        return new InterpretUtterances(INTERPRETER, fleet.getBytes(StandardCharsets.UTF_8));
    }
}
