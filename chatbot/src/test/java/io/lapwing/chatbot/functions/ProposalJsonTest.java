package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.language.ModelTool;
import io.lapwing.chatbot.domain.language.Proposal;
import io.lapwing.chatbot.domain.language.Slots;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProposalJsonTest {
    private static Optional<Proposal> read(ModelTool tool, String arguments) {
        return ProposalJson.read(tool, arguments, ZoneId.of("Europe/Berlin"));
    }

    @Test
    void reads_the_slots_of_a_tool() {
        Slots slots = read(ModelTool.LATEST,
                """
                        {"devices":["pump-1","pump-1"],"metric":"flow","from":"2026-03-29T00:00:00","to":"2026-03-30","agg":"avg",
                         "site":null,"type":""}""")
                .orElseThrow().slots();

        assertThat(slots.devices()).hasSize(1);
        assertThat(slots.metric()).isEqualTo("flow");
        assertThat(slots.from()).isEqualTo(Instant.parse("2026-03-28T23:00:00Z"));
        assertThat(slots.to()).as("the clocks have changed").isEqualTo(Instant.parse("2026-03-29T22:00:00Z"));
        assertThat(slots.site()).isNull();
        assertThat(slots.type()).isNull();
    }

    @Test
    void reads_a_time_that_says_its_zone() {
        assertThat(read(ModelTool.SILENCE, "{\"until\":\"2026-03-10T12:00:00+01:00\"}").orElseThrow().slots().until())
                .isEqualTo(Instant.parse("2026-03-10T11:00:00Z"));
    }

    @Test
    void takes_nothing_for_no_slots() {
        assertThat(read(ModelTool.HANDOFF, "").orElseThrow().slots()).isEqualTo(Slots.EMPTY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"STATUS | {", "STATUS | []", "STATUS | 7",
            "STATUS | null x",
            "STATUS | {\"devices\":\"pump-1\"}", "STATUS | {\"devices\":[7]}", "STATUS | {\"devices\":[\"a/b\"]}",
            "STATUS | {\"device\":[\"pump-1\"]}", "STATUS | {\"confirm\":true}", "STATUS | {\"method\":\"reboot\"}",
            "STATUS | {\"devices\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\",\"11\"]}",
            "STATUS | {\"type\":7}", "LIST | {\"state\":\"sleepy\"}", "LIST | {\"agg\":\"avg\"}",
            "ALERT_LIST | {\"state\":\"online\"}", "ALERT_LIST | {\"severity\":\"CRITICAL\"}",
            "ALERT_ACK | {\"alerts\":[\"102\"]}", "ALERT_ACK | {\"alerts\":[\"A-102\"],\"scope\":\"all\"}",
            "LATEST | {\"from\":\"yesterday\"}", "LATEST | {\"from\":\"2026-02-30T00:00:00\"}",
            "LATEST | {\"from\":1}",
            "COMMAND | {\"method\":\"\\u0007\"}", "COMMAND | {\"method\":{\"a\":1}}",
            "COMMAND | {\"params\":[1]}", "COMMAND | {\"params\":{\"a\":{\"b\":1}}}",
            "COMMAND | {\"params\":{\"a\":[1]}}", "COMMAND | {\"params\":{\"a\":null}}",
            "COMMAND | {\"params\":{\"a b\":1}}", "COMMAND | {\"params\":{\"a\":1e999999999}}",
            "COMMAND | {\"params\":{\"a\":1e-999999999}}", "COMMAND | {\"params\":{\"a\":123456789012345678901}}",
            "COMMAND | {\"params\":\"{}\"}", "COMMAND | {\"params\":{\"a\":1,\"a\":2}}"})
    void refuses_what_is_not_exactly_that(ModelTool tool, String arguments) {
        assertThat(read(tool, arguments)).isEmpty();
    }

    @Test
    void refuses_what_is_too_long() {
        assertThat(read(ModelTool.STATUS, "{\"type\":\"" + "x".repeat(9000) + "\"}")).isEmpty();
    }
}
