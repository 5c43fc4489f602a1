package io.lapwing.chatbot.domain.language;

import io.lapwing.sharedmodel.device.DeviceId;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BriefingTest {
    private static Context fleet(FleetDevice... devices) {
        return new Context(FleetWords.of(List.of(devices)), Instant.EPOCH, ZoneId.of("UTC"), null);
    }

    @Test
    void names_at_most_a_hundred_devices_and_those_that_were_spoken_of_first() {
        Context context = new Context(TestFleet.large(1000), Instant.EPOCH, ZoneId.of("UTC"), null);

        Briefing briefing = Briefing.of("le 987 de Hamburg", context).orElseThrow();

        assertThat(briefing.devices()).hasSize(100);
        assertThat(briefing.devices().getFirst().id().value()).endsWith("-987");
        assertThat(briefing.devices().subList(1, 100)).allMatch(device -> "Hamburg".equals(device.site()));
    }

    @Test
    void names_all_devices_of_a_small_fleet() {
        assertThat(Briefing.of("ça va?", TestFleet.context()).orElseThrow().devices()).hasSize(17);
    }

    @Test
    void bounds_what_others_wrote() {
        String[] words = IntStream.range(0, 300).mapToObj(i -> "w" + i).toArray(String[]::new);
        FleetDevice device = new FleetDevice(new DeviceId("d"), "n".repeat(1000), "t".repeat(1000),
                "s\n\u0000".repeat(100), List.of(words), List.of("a".repeat(1000), "b", "c", "d"));

        Briefing briefing = Briefing.of("quoi?", fleet(device)).orElseThrow();

        FleetDevice told = briefing.devices().getFirst();
        assertThat(told.name()).hasSize(Briefing.MAX_NAME + 1);
        assertThat(told.type()).hasSize(Briefing.MAX_NAME + 1);
        assertThat(told.site()).hasSize(Briefing.MAX_NAME + 1).doesNotContain("\n").doesNotContain("\u0000");
        assertThat(told.aliases()).hasSize(3).first().asString().hasSize(Briefing.MAX_NAME + 1);
        assertThat(told.metrics()).isEmpty();
        assertThat(briefing.metrics()).hasSize(Briefing.MAX_WORDS);
        assertThat(briefing.toString()).doesNotContain("quoi");
    }

    @Test
    void leaves_out_who_was_mentioned() {
        assertThat(Briefing.of("<@U123> que fait @bob la pompe?", fleet()).orElseThrow().sentence())
                .doesNotContain("U123").doesNotContain("bob").contains("la pompe");
    }

    @Test
    void is_not_made_of_what_is_no_sentence() {
        assertThat(Briefing.of("??? 17 !", fleet())).isEmpty();
        assertThat(Briefing.of("a".repeat(501), fleet())).isEmpty();
        assertThat(Briefing.of("ab ".repeat(100_000), fleet())).isEmpty();
        assertThat(Briefing.of("a".repeat(500), fleet())).isPresent();
    }
}
