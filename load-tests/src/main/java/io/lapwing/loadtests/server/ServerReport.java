package io.lapwing.loadtests.server;

import java.util.Arrays;

/// What a server measured since it was last told to begin, on one line between processes.
///
/// @param p50Micros from when a message was sent until its batch was committed
/// @param heapPeakBytes the most that the heap held
/// @param notTaken messages that were not accepted, since the server began
/// @param batches how many batches there were
public record ServerReport(long p50Micros, long p99Micros, long maxMicros, long heapPeakBytes, long notTaken,
        long batches) {

    String line() {
        return "%d %d %d %d %d %d".formatted(p50Micros, p99Micros, maxMicros, heapPeakBytes, notTaken, batches);
    }

    public static ServerReport parse(String line) {
        long[] numbers = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
        return new ServerReport(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
    }
}
