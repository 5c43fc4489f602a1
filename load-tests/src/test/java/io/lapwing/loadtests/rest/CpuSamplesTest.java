package io.lapwing.loadtests.rest;

import io.lapwing.loadtests.gatling.Findings;
import io.lapwing.loadtests.gatling.RequestKind;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

class CpuSamplesTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private final CpuSamples samples = new CpuSamples();

    /// A step with 1000 requests that went on twice.
    private static Findings.Found aStep(Path folder, int firstFrom, int firstTo, int secondFrom, int secondTo)
            throws Exception {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(5, 1000);
        return Findings.read(Files.write(folder.resolve("findings"), List.of(
                "stretch x " + T0.plusSeconds(firstFrom) + "/" + T0.plusSeconds(firstTo),
                "stretch x " + T0.plusSeconds(secondFrom) + "/" + T0.plusSeconds(secondTo),
                "x " + RequestKind.LIST + " " + Findings.encoded(histogram)))).of("x");
    }

    private void had(int second, int cpuMillis) {
        samples.add(T0.plusSeconds(second), Duration.ofMillis(cpuMillis));
    }

    @Test
    void counts_what_was_taken_while_a_step_went_on(@TempDir Path folder) throws Exception {
        had(0, 100);
        had(10, 1100);
        had(20, 1100);
        had(30, 3100);

        // Half of the first thousand milliseconds, and half of the last two thousand.
        assertThat(samples.microsPerRequest(aStep(folder, 5, 10, 20, 25))).isCloseTo(1500, within(0.001));
    }

    @Test
    void does_not_count_an_end_as_something_given_back(@TempDir Path folder) throws Exception {
        had(0, 100);
        had(10, 1100);
        had(20, 0);

        assertThat(samples.microsPerRequest(aStep(folder, 0, 5, 5, 20))).isCloseTo(1000, within(0.001));
    }

    @Test
    void does_not_guess_what_was_before_anybody_looked(@TempDir Path folder) throws Exception {
        had(10, 1100);
        Findings.Found step = aStep(folder, 0, 5, 5, 10);

        assertThatIllegalStateException().isThrownBy(() -> samples.microsPerRequest(step));
    }
}
