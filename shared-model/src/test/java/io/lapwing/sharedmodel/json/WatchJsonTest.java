package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.Presence;
import io.lapwing.sharedmodel.watch.RuleProgress;
import io.lapwing.sharedmodel.watch.RuleProgress.Breach;
import io.lapwing.sharedmodel.watch.RuleProgress.OpenAlert;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WatchJsonTest {

    private static final String GOLDEN = "watch/a-watch-is-one-object-with-short-names.txt";

    private static final List<DeviceWatch> WATCHES = List.of(
            DeviceWatch.NOTHING,
            new DeviceWatch(new Presence(true, 3L, "c-1", T0), Map.of(), T0.plusSeconds(900), 7),
            new DeviceWatch(new Presence(false, null, null, T0), Map.of(
                    new RuleId("a"), new RuleProgress(1, null, null, null),
                    new RuleId("b"), new RuleProgress(2, new ReadingKey(T0.plusMillis(1), 4), new Breach(T0, 81.25),
                            null),
                    new RuleId("c"), new RuleProgress(3, new ReadingKey(T0.plusMillis(2), 0), new Breach(T0, null),
                            new OpenAlert(AlertId.of(102), Severity.INFO, T0.minusSeconds(1), false)),
                    new RuleId("d"), new RuleProgress(3, null, null, new OpenAlert(
                            AlertId.of(999_999_999_999_999_999L), Severity.CRITICAL, Instant.ofEpochMilli(-1),
                            true))),
                    null, T0.toEpochMilli() + 42));

    private static List<String> golden() throws IOException {
        try (InputStream file = Objects.requireNonNull(WatchJsonTest.class.getResourceAsStream(GOLDEN))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
        }
    }

    private static DeviceWatch read(String json) {
        return WatchJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void writes_what_the_file_of_the_rule_says() throws IOException {
        assertThat(WATCHES).extracting(watch -> new String(WatchJson.write(watch), StandardCharsets.UTF_8))
                .isEqualTo(golden());
    }

    @Test
    void reads_what_it_wrote() throws IOException {
        assertThat(golden()).extracting(WatchJsonTest::read).isEqualTo(WATCHES);
    }

    @Test
    void passes_over_what_a_newer_program_added() {
        assertThat(read("""
                {"new":[{"on":1}],"v":1,"n":2,"mood":{"v":9,"rules":{}},"rules":{"a":{"x":null,"v":3,"y":[[]],
                 "breach":{"at":1767225600000,"by":{"at":1}},
                 "open":{"id":1,"sev":"INFO","at":1767225600000,"note":"n"}}},"z":1.5}
                """)).isEqualTo(new DeviceWatch(Presence.NEVER, Map.of(new RuleId("a"), new RuleProgress(3, null,
                new Breach(T0, null), new OpenAlert(AlertId.of(1), Severity.INFO, T0, false))), null, 2));
    }

    @Test
    void refuses_a_format_of_another_meaning() {
        assertThatThrownBy(() -> read("{\"v\":2,\"n\":1}")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the watch of a device has format 1, not 2: a newer program wrote it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"v\":1", "{\"v\":1,\"rules\":{\"a\":{\"v\":1,\"open\":{\"id\":1}}}}",
            "{\"v\":1,\"n\":\"1\"}", "{\"v\":1,\"on\":1}", "{\"n\":1}"})
    void refuses_what_it_never_wrote(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IllegalArgumentException.class);
    }
}
