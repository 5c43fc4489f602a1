package io.lapwing.local.app.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What the machines do as time goes by, second for second.
class MachinesTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    /// The metric at each second up to this one.
    private static List<Double> course(Machine machine, String metric, int seconds) {
        List<Double> course = new ArrayList<>();
        Machine now = machine;
        for (int second = 0; second <= seconds; second++) {
            now = now.at(T0.plusSeconds(second));
            course.add(((Number) Objects.requireNonNull(now.readings().get(metric))).doubleValue());
        }
        return course;
    }

    /// The machine after so many seconds.
    private static Machine after(int seconds, Machine machine) {
        Machine now = machine;
        for (int second = 1; second <= seconds; second++) {
            now = now.at(T0.plusSeconds(second));
        }
        return now;
    }

    @Test
    void a_cold_store_whose_door_is_left_open_gets_too_warm_within_half_a_minute_and_cold_again() {
        List<Double> course = course(ColdStore.starting(T0, 2, Cycle.seconds(40, 60, 900)), "temperature", 200);

        assertThat(course.subList(0, 40)).allMatch(degrees -> degrees < 4.2);
        assertThat(course.get(70)).isGreaterThan(8);
        assertThat(course.get(100)).isGreaterThan(12);
        assertThat(course.get(170)).isLessThan(6);
    }

    @Test
    void a_cold_store_says_that_its_door_is_open_for_as_long_as_it_is() {
        ColdStore store = ColdStore.starting(T0, 2, Cycle.seconds(40, 60, 900));

        assertThat(after(39, store).readings()).containsEntry("doorOpen", false);
        assertThat(after(40, store).readings()).containsEntry("doorOpen", true);
        assertThat(after(99, store).readings()).containsEntry("doorOpen", true);
        assertThat(after(100, store).readings()).containsEntry("doorOpen", false);
    }

    @Test
    void a_cold_store_whose_door_is_opened_briefly_stays_cold_enough() {
        List<Double> course = course(ColdStore.starting(T0, 1, Cycle.seconds(25, 10, 240)), "temperature", 1000);

        assertThat(course).allMatch(degrees -> degrees < 8).anyMatch(degrees -> degrees > 5);
    }

    @Test
    void a_cold_store_draws_near_to_another_target() {
        List<Double> course = course(ColdStore.starting(T0, 1, Cycle.NEVER).aimingAt(-18), "temperature", 200);

        assertThat(course.get(0)).isGreaterThan(3.8);
        assertThat(course.get(200)).isLessThan(-17.5);
    }

    @Test
    void a_cold_store_needs_more_power_while_it_cools_down() {
        List<Double> course = course(ColdStore.starting(T0, 1, Cycle.seconds(10, 60, 900)), "powerKw", 69);

        assertThat(course.get(69)).isGreaterThan(course.get(0) + 2);
    }

    @Test
    void a_truck_whose_cooling_fails_gets_too_warm_and_cold_again() {
        List<Double> course = course(Truck.starting(T0, 2, Cycle.seconds(60, 180, 1200), Cycle.NEVER),
                "temperature", 500);

        assertThat(course.subList(0, 60)).allMatch(degrees -> degrees < 4);
        assertThat(course.get(239)).isGreaterThan(9);
        assertThat(course.get(500)).isLessThan(5);
    }

    @Test
    void a_truck_is_out_of_reach_now_and_then_and_measures_on() {
        Truck truck = Truck.starting(T0, 1, Cycle.NEVER, Cycle.seconds(75, 30, 300));

        assertThat(after(74, truck).isInReach()).isTrue();
        assertThat(after(75, truck).isInReach()).isFalse();
        assertThat(after(75, truck).readings()).containsKeys("temperature", "speed", "lat", "lon", "battery");
        assertThat(after(105, truck).isInReach()).isTrue();
        assertThat(after(375, truck).isInReach()).isFalse();
    }

    @Test
    void the_pressure_of_a_clogged_pump_rises_and_its_flow_falls() {
        Pump pump = Pump.starting(T0, 2, Cycle.seconds(30, 90, 900));

        List<Double> pressure = course(pump, "pressure", 200);
        List<Double> flow = course(pump, "flow", 200);

        assertThat(pressure.get(29)).isLessThan(4.5);
        assertThat(pressure.get(90)).isGreaterThan(6.5);
        assertThat(pressure.get(200)).isLessThan(5);
        assertThat(flow.get(90)).isLessThan(flow.get(29) - 3);
    }

    @Test
    void a_gateway_leaves_out_the_probe_that_it_does_not_hear() {
        Gateway gateway = Gateway.starting(T0, 1, Map.of("near", Probe.starting(T0, 1, Cycle.NEVER), "far",
                Probe.starting(T0, 2, Cycle.seconds(10, 10, 100))));

        assertThat(gateway.heard()).containsOnlyKeys("near", "far");
        assertThat(gateway.at(T0.plusSeconds(15)).heard()).containsOnlyKeys("near");
        assertThat(gateway.at(T0.plusSeconds(15)).readings()).containsEntry("probesHeard", 1);
        assertThat(gateway.at(T0.plusSeconds(20)).heard()).containsOnlyKeys("near", "far");
    }

    @ParameterizedTest
    @EnumSource(DeviceModel.class)
    void does_the_same_at_the_same_time(DeviceModel model) {
        assertThat(after(500, model.machine(T0, 7))).isEqualTo(after(500, model.machine(T0, 7)));
        assertThat(after(500, model.machine(T0, 7)).readings())
                .isEqualTo(after(500, model.machine(T0, 7)).readings());
    }

    @ParameterizedTest
    @EnumSource(DeviceModel.class)
    void has_finite_readings_however_long_it_was_not_asked(DeviceModel model) {
        Map<String, Object> readings = model.machine(T0, 3).at(T0.plus(Duration.ofDays(400))).readings();

        assertThat(readings).isNotEmpty().allSatisfy((_, value) -> {
            if (value instanceof Number number) {
                assertThat(number.doubleValue()).isFinite().isBetween(-200.0, 10_000.0);
            } else {
                assertThat(value).isInstanceOf(Boolean.class);
            }
        });
    }
}
