package io.lapwing.loadtests.coldstart;

import io.lapwing.aws.emulator.InvocationResult;
import io.lapwing.aws.emulator.InvocationResult.Replied;
import io.lapwing.aws.emulator.LambdaProcess;
import io.lapwing.aws.emulator.RuntimeApiEmulator;
import io.lapwing.aws.emulator.RuntimeInterfaceClient;
import io.lapwing.loadtests.report.Table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.HdrHistogram.Histogram;

/// Processes that are warm, called in turns with the same kind of event.
final class WarmRun {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private WarmRun() {}

    /// @param calls how many are measured, after half as many that are not
    static Table of(List<Subject> subjects, int calls) {
        List<Warm> running = new ArrayList<>();
        try {
            subjects.forEach(subject -> running.add(new Warm(subject)));
            for (int call = -calls / 2; call < calls; call++) {
                for (Warm warm : running) {
                    warm.call(call >= 0);
                }
            }
            Table table = new Table("warm, 10 messages", "p50 ms", "p99 ms", "max ms", "x p99", "peak MB");
            double first = running.getFirst().times.getValueAtPercentile(99);
            running.forEach(warm -> table.row(warm.subject.name(), millis(warm.times.getValueAtPercentile(50)),
                    millis(warm.times.getValueAtPercentile(99)), millis(warm.times.getMaxValue()),
                    "%.2f".formatted(warm.times.getValueAtPercentile(99) / first),
                    "%.0f".formatted(warm.process.peakMemory().orElse(0) / 1e6)));
            return table;
        } finally {
            running.forEach(Warm::close);
        }
    }

    private static String millis(long micros) {
        return "%.1f".formatted(micros / 1000.0);
    }

    private static final class Warm implements AutoCloseable {

        private final Subject subject;
        private final RuntimeApiEmulator emulator = RuntimeApiEmulator.start();
        private final LambdaProcess process;
        private final Histogram times = new Histogram(3);

        private Warm(Subject subject) {
            this.subject = subject;
            // They run side by side here, which processes of the same image never do in one sandbox of Lambda's.
            this.process = LambdaProcess.start(
                    subject.command().with("LAPWING_JVM_OPTIONS", RuntimeInterfaceClient.nativeOption()), emulator);
        }

        private void call(boolean measured) {
            InvocationResult result = emulator.invoke(subject.event().get(), PATIENCE);
            if (!(result instanceof Replied reply && subject.isGood().test(reply.body()))) {
                throw new IllegalStateException(subject.name() + ": " + result + "\n" + process.output());
            }
            if (measured) {
                times.recordValue(reply.took().toNanos() / 1000);
            }
        }

        @Override
        public void close() {
            process.close();
            emulator.close();
        }
    }
}
