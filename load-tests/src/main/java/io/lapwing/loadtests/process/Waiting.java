package io.lapwing.loadtests.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for things that other processes do.
public final class Waiting {

    private static final Duration INTERVAL = Duration.ofMillis(20);

    private Waiting() {}

    /// @return whether the condition came true in time
    public static boolean until(BooleanSupplier condition, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause(INTERVAL);
        }
        return true;
    }

    /// Lets time pass, where time itself is what is wanted.
    public static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
