package io.lapwing.loadtests.rest;

import io.lapwing.loadtests.gatling.Findings;
import io.lapwing.loadtests.gatling.RequestKind;
import io.lapwing.loadtests.gatling.Step;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CourseTest {

    private static final URI LAPWING = URI.create("http://127.0.0.1:1");
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final URI BARE = URI.create("http://127.0.0.1:2");

    private final Course course = new Course(options("--users", "4,8", "--rounds", "2", "--bound", "50"),
            Map.of(Contender.LAPWING, LAPWING, Contender.BARE, BARE));

    @Command
    private static final class Called {
        @Mixin
        private RestOptions options = new RestOptions();
    }

    private static RestOptions options(String... arguments) {
        Called called = new Called();
        new CommandLine(called).parseArgs(arguments);
        return called.options;
    }

    @Test
    void asks_both_in_turns_after_a_warm_up_of_each() {
        List<Step> steps = course.closed();

        assertThat(steps.stream().map(Step::name)).containsExactly("warm-up", "warm-up", "LAPWING-4", "BARE-4",
                "LAPWING-4", "BARE-4", "LAPWING-8", "BARE-8", "LAPWING-8", "BARE-8");
        assertThat(steps.stream().map(Step::server)).startsWith(LAPWING, BARE, LAPWING, BARE);
    }

    @Test
    void gives_both_half_of_a_rate_counted_in_requests() {
        List<Step> steps = course.half(3500);

        // An act is 1.75 requests on average.
        assertThat(steps).hasSize(6).allSatisfy(step -> assertThat(step.load()).isInstanceOfSatisfying(Step.Open.class,
                load -> assertThat(load.actsPerSecond()).isCloseTo(1000, within(0.001))));
    }

    @Test
    void takes_the_highest_rate_whose_slowest_kind_keeps_within_the_bound(@TempDir Path folder) throws Exception {
        Findings findings = findings(folder, "LAPWING-4 5", "LIST 10 1000", "DAY 40 100", "LAPWING-8 5",
                "LIST 10 3000", "DAY 60 100");

        assertThat(course.best(findings, Contender.LAPWING)).hasValueSatisfying(best -> {
            assertThat(best.users()).isEqualTo(4);
            assertThat(best.found().perSecond()).isCloseTo(220, within(0.1));
        });
    }

    @Test
    void finds_none_where_every_rate_is_too_slow(@TempDir Path folder) throws Exception {
        Findings findings = findings(folder, "BARE-4 5", "LIST 51 1000", "BARE-8 5", "LIST 99 1000");

        assertThat(course.best(findings, Contender.BARE)).isEmpty();
    }

    @Test
    void does_not_take_a_step_for_good_that_was_not_measured(@TempDir Path folder) throws Exception {
        assertThat(course.best(findings(folder), Contender.BARE)).isEmpty();
    }

    /// Findings out of lines: a step and how many seconds it took, or a kind with its milliseconds and how often.
    private static Findings findings(Path folder, String... lines) throws Exception {
        List<String> text = new ArrayList<>();
        String step = "";
        for (String line : lines) {
            String[] parts = line.split(" ", -1);
            if (parts.length == 2) {
                step = parts[0];
                text.add("stretch " + step + " " + T0 + "/" + T0.plusSeconds(Long.parseLong(parts[1])));
            } else {
                text.add(step + " " + RequestKind.valueOf(parts[0]) + " "
                        + histogram(Long.parseLong(parts[1]), Long.parseLong(parts[2])));
            }
        }
        return Findings.read(Files.write(folder.resolve("findings"), text));
    }

    private static String histogram(long millis, long count) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(millis, count);
        return Findings.encoded(histogram);
    }
}
