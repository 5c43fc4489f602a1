package io.lapwing.loadtests.gatling;

import io.lapwing.loadtests.gatling.Findings.Stretch;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.HdrHistogram.Histogram;

/// Takes down how long requests took. Thread-safe.
final class Recorder {

    private static final int DIGITS = 3;

    private final Map<Step, StepTimes> steps = new LinkedHashMap<>();

    /// What is known of one step.
    private static final class StepTimes {

        private final Map<RequestKind, Histogram> kinds = new EnumMap<>(RequestKind.class);
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;
        private long failures;
    }

    /// A request of a step was answered.
    ///
    synchronized void answered(Step step, RequestKind kind, long millis, Instant now) {
        StepTimes times = steps.computeIfAbsent(step, _ -> new StepTimes());
        if (times.kinds.isEmpty()) {
            times.first = now.minusMillis(millis);
        }
        times.last = now;
        times.kinds.computeIfAbsent(kind, _ -> new Histogram(DIGITS)).recordValue(millis);
    }

    /// A request of a step was not, or not as it should.
    synchronized void failed(Step step) {
        steps.computeIfAbsent(step, _ -> new StepTimes()).failures++;
    }

    /// What was found, by the steps' names.
    synchronized Findings findings() {
        Findings findings = new Findings();
        steps.forEach((step, times) -> {
            Findings.Found found = findings.of(step.name());
            found.addFailures(times.failures);
            if (!times.kinds.isEmpty()) {
                found.add(new Stretch(times.first, times.last));
            }
            times.kinds.forEach(found::add);
        });
        return findings;
    }
}
