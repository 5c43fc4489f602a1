package io.lapwing.aws.emulator.training;

import io.lapwing.aws.emulator.InvocationResult;
import io.lapwing.aws.emulator.InvocationResult.Replied;
import io.lapwing.aws.emulator.LambdaCommand;
import io.lapwing.aws.emulator.LambdaProcess;
import io.lapwing.aws.emulator.RuntimeApiEmulator;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/// Runs a function through its events, and ends it as Lambda does: by SIGTERM, upon which a JVM that was started with
/// `-XX:AOTCacheOutput` writes its cache.
public final class AotTraining {

    private static final Duration CALL = Duration.ofSeconds(60);
    /// The JVM writes its cache within this time, on a small machine that is busy, too.
    private static final Duration WRITE = Duration.ofMinutes(5);

    private AotTraining() {}

    /// @param isGood whether an answer is that of a function that did its work
    /// @return what the process printed, the JVM's own words about the cache included
    /// @throws IllegalStateException if a call fails: a cache that was trained on errors is none
    public static String run(LambdaCommand command, List<String> events,
            Predicate<String> isGood) {
        try (RuntimeApiEmulator emulator = RuntimeApiEmulator.start();
                LambdaProcess process = LambdaProcess.start(command, emulator)) {
            for (String event : events) {
                InvocationResult result = emulator.invoke(event, CALL);
                if (!(result instanceof Replied reply && isGood.test(reply.body()))) {
                    throw new IllegalStateException("a training call failed: " + result + "\n" + process.output());
                }
            }
            process.stop(WRITE);
            return process.output();
        }
    }
}
