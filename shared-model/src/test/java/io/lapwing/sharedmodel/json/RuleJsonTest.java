package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.alert.Rule.Definition;
import io.lapwing.sharedmodel.alert.RuleSelector;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.device.DeviceId;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aRule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RuleJsonTest {

    @Test
    void writes_a_threshold_as_the_contract_has_it() {
        Definition rule = aRule().atLeast(80, 75.5).withSeverity(Severity.CRITICAL)
                .selecting(new RuleSelector(Set.of(new DeviceId("b"), new DeviceId("a")), Set.of("pump"),
                        Set.of("north"), Map.of("y", "2", "x", "1")))
                .definition();

        String json = """
                {"name":"Too warm","selector":{"deviceIds":["a","b"],"types":["pump"],"sites":["north"],\
                "labels":{"x":"1","y":"2"}},"condition":{"kind":"threshold","metric":"temperature","op":">=",\
                "raise":80,"clear":75.5,"forSeconds":0,"maxGapSeconds":60},"severity":"critical","enabled":true}""";
        assertThat(RuleJson.write(rule)).isEqualTo(json);
        assertThat(RuleJson.read(json)).isEqualTo(rule);
    }

    @Test
    void writes_stale_and_offline_as_the_contract_has_them() {
        assertThat(condition(aRule().staleAfter("t", Duration.ofMinutes(10)).definition())).isEqualTo("""
                {"kind":"stale","metric":"t","afterSeconds":600}""");
        assertThat(condition(aRule().staleAfter(Duration.ofMinutes(10)).definition())).isEqualTo("""
                {"kind":"stale","afterSeconds":600}""");
        assertThat(condition(aRule().offlineAfter(Duration.ZERO).disabled().definition())).isEqualTo("""
                {"kind":"offline","afterSeconds":0}""");
    }

    private static String condition(Definition rule) {
        String json = RuleJson.write(rule);
        assertThat(RuleJson.read(json)).isEqualTo(rule);
        return json.substring(json.indexOf("\"condition\":") + 12, json.indexOf(",\"severity\""));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.5, 1e300, 9007199254740992d, -9007199254740992d, 0.1, Double.MIN_VALUE, 80})
    void keeps_limits_exactly(double limit) {
        Definition rule = aRule().above(limit).definition();

        assertThat(RuleJson.read(RuleJson.write(rule))).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"name\":1}"})
    void reads_nothing_but_rules(String json) {
        assertThatThrownBy(() -> RuleJson.read(json)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a rule");
    }
}
