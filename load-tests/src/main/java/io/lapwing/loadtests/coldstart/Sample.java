package io.lapwing.loadtests.coldstart;

import io.lapwing.aws.emulator.InvocationResult;
import io.lapwing.aws.emulator.InvocationResult.Replied;
import io.lapwing.aws.emulator.LambdaProcess;
import io.lapwing.aws.emulator.RuntimeApiEmulator;
import io.lapwing.loadtests.process.CpuTime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One cold start.
///
/// @param millis from the start of the process until its first answer had arrived
/// @param cpuMillis what it had of the processors' time until then, which hardly depends on what else they did
/// @param peakMegabytes the most memory that the process had in RAM until then
record Sample(double millis, double cpuMillis, double peakMegabytes) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// @param cpus how many processors the process may use
    /// @param logs where what it printed is kept
    static Sample of(Subject subject, int cpus, Path logs) {
        try (RuntimeApiEmulator emulator = RuntimeApiEmulator.start();
                LambdaProcess process = LambdaProcess.start(subject.command().after(on(cpus)), emulator)) {
            InvocationResult result = emulator.invoke(subject.event().get(), PATIENCE);
            if (!(result instanceof Replied reply && subject.isGood().test(reply.body()))) {
                throw new IllegalStateException(subject.name() + ": " + result + "\n" + process.output());
            }
            Files.writeString(logs.resolve(Subjects.slug(subject.name()) + ".log"), process.output());
            return new Sample(process.nanosToFirstReply().orElseThrow() / 1e6,
                    CpuTime.of(List.of(process.pid())).toMillis(),
                    process.peakMemory().orElse(0) / 1e6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a process on the first `cpus` processors is started by; it replaces itself by the process.
    static List<String> on(int cpus) {
        return List.of("taskset", "-c",
                IntStream.range(0, cpus).mapToObj(Integer::toString).collect(Collectors.joining(",")));
    }
}
