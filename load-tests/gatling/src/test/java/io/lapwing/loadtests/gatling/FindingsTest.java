package io.lapwing.loadtests.gatling;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FindingsTest {

    private static final Step FIRST = aStep("ours", 1);
    private static final Step SECOND = aStep("ours", 2);
    private static final Step OTHER = aStep("bare", 1);

    private final Recorder recorder = new Recorder();

    private static Step aStep(String name, int users) {
        return new Step(name, URI.create("http://127.0.0.1"), new Step.Closed(users), Duration.ofSeconds(5));
    }

    private void answered(Step step, RequestKind kind, int requests, int millisBetween) {
        for (int i = 1; i <= requests; i++) {
            recorder.answered(step, kind, i, Instant.ofEpochMilli((long) i * millisBetween));
        }
    }

    @Test
    void counts_steps_of_one_name_together_over_the_time_that_both_took() {
        answered(FIRST, RequestKind.LIST, 100, 10);
        answered(SECOND, RequestKind.LIST, 100, 30);

        Findings.Found found = recorder.findings().of("ours");

        assertThat(found.of(RequestKind.LIST).getTotalCount()).isEqualTo(200);
        // From the sending of the first, one millisecond before its answer.
        assertThat(found.perSecond()).isCloseTo(200 / (0.991 + 2.971), within(0.01));
    }

    @Test
    void keeps_kinds_and_steps_apart() {
        answered(FIRST, RequestKind.LIST, 10, 1);
        answered(FIRST, RequestKind.DAY, 20, 1);
        answered(OTHER, RequestKind.LIST, 30, 1);

        Findings findings = recorder.findings();

        assertThat(findings.of("ours").of(RequestKind.LIST).getTotalCount()).isEqualTo(10);
        assertThat(findings.of("ours").all().getTotalCount()).isEqualTo(30);
        assertThat(findings.of("bare").of(RequestKind.DAY).getTotalCount()).isZero();
        assertThat(findings.count(RequestKind.LIST)).isEqualTo(40);
    }

    @Test
    void is_read_as_it_was_written(@TempDir Path folder) {
        answered(FIRST, RequestKind.LIST, 100, 10);
        answered(OTHER, RequestKind.COMMAND, 50, 10);
        recorder.failed(OTHER);
        Path file = folder.resolve("findings");

        recorder.findings().write(file);

        Findings read = Findings.read(file);
        assertThat(read.of("ours").of(RequestKind.LIST).getValueAtPercentile(99)).isEqualTo(99);
        assertThat(read.of("ours").stretches())
                .containsExactly(new Findings.Stretch(Instant.ofEpochMilli(9), Instant.ofEpochMilli(1000)));
        assertThat(read.of("bare").failures()).isEqualTo(1);
        assertThat(read.failures()).isEqualTo(1);
        assertThat(read.count(RequestKind.COMMAND)).isEqualTo(50);
    }

    @Test
    void knows_of_a_step_in_which_everything_failed() {
        recorder.failed(FIRST);

        assertThat(recorder.findings().of("ours").failures()).isEqualTo(1);
        assertThat(recorder.findings().of("ours").perSecond()).isZero();
    }
}
