package io.lapwing.local.app.fleet;

import io.lapwing.local.app.fleet.DemoMembers.Member;
import io.lapwing.local.app.machine.DeviceModel;
import io.lapwing.local.app.machine.Gateway;
import io.lapwing.local.app.machine.Machine;
import io.lapwing.sharedmodel.alert.Condition.Threshold;
import io.lapwing.sharedmodel.alert.Rule.Definition;
import io.lapwing.sharedmodel.telemetry.MetricValue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DemoMembersTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void each_member_has_a_machine_of_its_kind_or_is_heard_by_its_gateway() {
        Map<String, Machine> machines = DemoMembers.machines(T0);
        for (Member member : DemoMembers.ALL) {
            if (member.gatewayId() == null) {
                assertThat(machines.get(member.id())).as(member.id()).isNotNull()
                        .extracting(Machine::model).isEqualTo(member.model());
            } else {
                assertThat(machines.get(member.gatewayId().value())).isInstanceOfSatisfying(Gateway.class,
                        gateway -> assertThat(gateway.heard()).containsKey(member.id()));
            }
        }
        assertThat(DemoMembers.ALL).filteredOn(member -> member.gatewayId() == null).hasSize(machines.size());
    }

    @Test
    void each_threshold_is_passed_by_somebody_within_ten_minutes_and_not_by_all() {
        DemoRules.ALL.forEach((id, rule) -> {
            if (rule.condition() instanceof Threshold threshold) {
                Set<String> breaching = breaching(rule, threshold, Duration.ofMinutes(10));
                assertThat(breaching).as(id).hasSize(1);
            }
        });
    }

    @Test
    void a_cold_store_is_too_warm_within_the_first_minute_and_a_half() {
        Definition rule = Objects.requireNonNull(DemoRules.ALL.get("cold-store-too-warm"));
        assertThat(breaching(rule, (Threshold) rule.condition(), Duration.ofSeconds(80)))
                .containsExactly("cold-store-2");
    }

    private static Set<String> breaching(Definition rule, Threshold threshold, Duration within) {
        Set<String> breaching = new HashSet<>();
        DemoMembers.machines(T0).forEach((id, start) -> {
            Machine machine = start;
            for (int second = 0; second < within.toSeconds(); second++) {
                machine = machine.at(T0.plusSeconds(second));
                Object value = machine.readings().get(threshold.metric().value());
                if (rule.selector().types().contains(machine.model().type()) && value instanceof Double decimal
                        && threshold.isBreachedBy(new MetricValue.DecimalValue(decimal))) {
                    breaching.add(id);
                }
            }
        });
        return breaching;
    }

    @Test
    void there_are_machines_of_every_kind() {
        assertThat(DemoMembers.ALL).extracting(Member::model).contains(DeviceModel.values());
    }
}
