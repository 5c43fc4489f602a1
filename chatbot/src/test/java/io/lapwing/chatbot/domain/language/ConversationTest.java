package io.lapwing.chatbot.domain.language;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConversationTest {

    @Test
    void goes_on_about_other_devices() {
        assertThat(slots("temperature of probe a", "and cold store 2?", "and yesterday?"))
                .containsEntry("devices", "cold-store-2").containsEntry("metric", "temperature")
                .containsEntry("from", "2026-03-08T23:00:00.000Z");
        assertThat(slots("how is pump 17?", "and the pressure?"))
                .isEqualTo(Map.of("devices", "pump-17", "metric", "pressure"));
    }

    @Test
    void goes_on_after_a_name_that_nobody_has() {
        Understanding understood = TestFleet.talk("temperature of probe c", "probe b");

        assertThat(understood.intent()).isEqualTo(Intent.LATEST);
        assertThat(SlotTexts.of(understood.slots())).isEqualTo(Map.of("devices", "probe-b", "metric", "temperature"));
    }

    @Test
    void asks_again_after_what_acts() {
        Understanding understood = TestFleet.talk("set the target of cold store 1 to 3 degrees", "and cold store 2?");

        assertThat(understood.intent()).isEqualTo(Intent.CLARIFY);
        assertThat(SlotTexts.of(understood.slots())).containsEntry("target", "command")
                .containsEntry("devices", "cold-store-2").containsEntry("method", "setTarget");
    }

    @Test
    void plots_what_was_asked_about() {
        Understanding understood = TestFleet.talk("temperature of probe a since yesterday", "plot it");

        assertThat(understood.intent()).isEqualTo(Intent.CHART);
        assertThat(SlotTexts.of(understood.slots())).containsEntry("devices", "probe-a")
                .containsEntry("metric", "temperature").containsEntry("from", "2026-03-08T23:00:00.000Z");
    }

    @Test
    void takes_a_name_alone_for_a_question() {
        assertThat(TestFleet.understand("pump 17").intent()).isEqualTo(Intent.STATUS);
        assertThat(TestFleet.understand("temperature cold store 2").intent()).isEqualTo(Intent.LATEST);
        assertThat(TestFleet.understand("yesterday").intent()).isEqualTo(Intent.NONE);
    }

    private static Map<String, String> slots(String... lines) {
        return SlotTexts.of(TestFleet.talk(lines).slots());
    }
}
