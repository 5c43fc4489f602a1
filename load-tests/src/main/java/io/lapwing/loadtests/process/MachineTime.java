package io.lapwing.loadtests.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

/// How much of the processors' time all processes of the machine have had, as Linux counts it.
public final class MachineTime {

    private static final Path COUNTS = Path.of("/proc/stat");
    private static final Duration TICK = Duration.ofMillis(10);
    /// Of the first line: user, nice, system, interrupts, and what the host gave to others. Not idle, nor waiting.
    private static final int[] BUSY = {1, 2, 3, 6, 7, 8};

    private MachineTime() {}

    /// @return nothing where nobody counts
    public static Duration busy() {
        try {
            return busy(Files.readAllLines(COUNTS).getFirst());
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    static Duration busy(String line) {
        String[] counts = line.split(" +", -1);
        return TICK.multipliedBy(IntStream.of(BUSY).mapToLong(column -> Long.parseLong(counts[column])).sum());
    }
}
