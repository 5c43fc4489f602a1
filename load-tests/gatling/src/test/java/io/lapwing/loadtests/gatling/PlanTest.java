package io.lapwing.loadtests.gatling;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PlanTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final URI SERVER = URI.create("http://127.0.0.1:8080");

    static Plan aPlan(long seed) {
        return new Plan(new Plan.Fleet(100, 10), new Plan.Day(T0, T0.plusSeconds(86_400), T0.plusSeconds(90_000)), 7,
                seed, List.of(new Step("warm-up", SERVER, new Step.Closed(8), Duration.ofSeconds(5)),
                        new Step("half", SERVER, new Step.Open(12.5), Duration.ofMillis(2500))));
    }

    @Test
    void is_read_as_it_was_written(@TempDir Path folder) {
        Path file = folder.resolve("plan");

        aPlan(42).write(file);

        assertThat(Plan.read(file)).isEqualTo(aPlan(42));
    }

    @Test
    void names_what_a_file_lacks(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("plan");
        aPlan(42).write(file);
        Files.write(file, Files.readAllLines(file).stream().filter(line -> !line.startsWith("seed")).toList());

        assertThatIllegalArgumentException().isThrownBy(() -> Plan.read(file)).withMessageContaining("seed");
    }

    @Test
    void refuses_a_step_whose_name_would_be_two_words() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Step("two words", SERVER, new Step.Closed(8), Duration.ofSeconds(5)));
    }
}
