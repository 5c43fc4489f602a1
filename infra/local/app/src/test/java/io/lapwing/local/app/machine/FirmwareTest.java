package io.lapwing.local.app.machine;

import io.lapwing.local.app.machine.Firmware.Change;
import io.lapwing.local.app.machine.Firmware.Outcome;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class FirmwareTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final Firmware STORE = Firmware.on(ColdStore.starting(T0, 1, Cycle.NEVER));
    private static final Firmware PUMP = Firmware.on(Pump.starting(T0, 1, Cycle.NEVER));

    @Test
    void reports_its_version_and_its_settings() {
        assertThat(STORE.reported()).containsOnlyKeys("firmwareVersion", "intervalSeconds", "targetTemperature")
                .containsEntry("intervalSeconds", 5L).containsEntry("targetTemperature", 4.0);
        assertThat(PUMP.reported()).containsOnlyKeys("firmwareVersion", "intervalSeconds");
    }

    @Test
    void takes_over_what_is_desired_and_says_what() {
        Change change = STORE.desired(Map.of("targetTemperature", new BigDecimal("2.5"), "intervalSeconds", 2L));

        assertThat(change.settings()).isEqualTo(
                Map.of("targetTemperature", new BigDecimal("2.5"), "intervalSeconds", 2L));
        assertThat(change.next().interval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(change.next().reported()).containsEntry("targetTemperature", 2.5)
                .containsEntry("intervalSeconds", 2L);
    }

    static List<Map<String, ?>> impossible() {
        return List.of(Map.of("targetTemperature", "cold"), Map.of("targetTemperature", -31L),
                Map.of("targetTemperature", 25.5), Map.of("intervalSeconds", 0L), Map.of("intervalSeconds", 3601L),
                Map.of("intervalSeconds", new BigDecimal("1.5")), Map.of("intervalSeconds", 1L << 40),
                Map.of("colour", "blue"));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void leaves_what_it_cannot_do_or_does_not_know(Map<String, ?> delta) {
        assertThat(STORE.desired(delta)).isEqualTo(new Change(STORE, Map.of()));
    }

    @Test
    void a_pump_knows_no_temperature() {
        assertThat(PUMP.desired(Map.of("targetTemperature", 3L)).settings()).isEmpty();
        assertThat(PUMP.perform("setTarget", Map.of("temperature", 3L)).answer().status()).isEqualTo(404);
    }

    @Test
    void answers_ping_and_identify() {
        assertThat(PUMP.perform("ping", Map.of()).answer()).isEqualTo(new Answer(200, Map.of("pong", true)));
        assertThat(PUMP.perform("identify", null).answer().payload()).containsEntry("type", "pump")
                .containsKey("firmwareVersion");
    }

    @Test
    void restarts_once_it_has_answered() {
        Outcome outcome = STORE.perform("reboot", Map.of());

        assertThat(outcome.restarts()).isTrue();
        assertThat(outcome.answer().status()).isEqualTo(200);
    }

    @Test
    void does_not_restart_with_params_that_it_does_not_know() {
        Outcome outcome = STORE.perform("reboot", Map.of("delay", 3L));

        assertThat(outcome.restarts()).isFalse();
        assertThat(outcome.answer().status()).isEqualTo(400);
    }

    @Test
    void sets_a_target_on_command() {
        Outcome outcome = STORE.perform("setTarget", Map.of("temperature", -18L));

        assertThat(outcome.answer()).isEqualTo(new Answer(200, Map.of("targetTemperature", -18L)));
        assertThat(outcome.change()).isEqualTo(STORE.desired(Map.of("targetTemperature", -18L)));
    }

    static List<@Nullable Object> wrongParams() {
        return List.of(Map.of(), Map.of("temperature", "4"), Map.of("temperature", 26L), List.of(4L), "4");
    }

    @ParameterizedTest
    @MethodSource("wrongParams")
    void refuses_a_target_that_is_none(Object params) {
        Outcome outcome = STORE.perform("setTarget", params);

        assertThat(outcome.answer().status()).isEqualTo(400);
        assertThat(outcome.answer().payload()).containsKey("error");
        assertThat(outcome.change()).isNull();
    }

    @Test
    void does_not_know_other_methods() {
        Answer answer = STORE.perform("makeIce", Map.of()).answer();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.payload()).containsEntry("error", "no such method: makeIce");
    }
}
