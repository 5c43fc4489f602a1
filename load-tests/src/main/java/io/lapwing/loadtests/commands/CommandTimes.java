package io.lapwing.loadtests.commands;

import io.lapwing.loadtests.mqtt.CommandWatch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

import org.HdrHistogram.Histogram;

/// When what happened to each command, in microseconds. Thread-safe.
final class CommandTimes implements CommandWatch {

    private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;
    private static final String NONE = "none";

    private final AtomicLongArray due;
    private final AtomicLongArray answered;
    private final AtomicLongArray requested;
    private final AtomicLongArray stored;
    private final LongAdder storedCount = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final AtomicReference<String> firstFailure = new AtomicReference<>(NONE);

    /// What is measured, always from when the command was due.
    enum Step {
        /// Until the POST was answered.
        ANSWERED,
        /// Until the device had the request.
        REQUESTED,
        /// Until the device knew that its reply was stored.
        STORED
    }

    CommandTimes(int commands) {
        due = new AtomicLongArray(commands);
        answered = new AtomicLongArray(commands);
        requested = new AtomicLongArray(commands);
        stored = new AtomicLongArray(commands);
    }

    void due(int number, long micros) {
        due.set(number, micros);
    }

    void answered(int number, long micros) {
        answered.set(number, micros);
    }

    @Override
    public void requested(int number, long micros) {
        if (!requested.compareAndSet(number, 0, micros)) {
            failed("command " + number + " came twice");
        }
    }

    @Override
    public void replied(int number, long micros) {
        stored.set(number, micros);
        storedCount.increment();
    }

    @Override
    public void failed(String what) {
        failures.increment();
        firstFailure.compareAndSet(NONE, what);
    }

    long storedCount() {
        return storedCount.sum();
    }

    long failures() {
        return failures.sum();
    }

    String firstFailure() {
        return firstFailure.get();
    }

    /// How long the commands from `first` on took to get that far; those that did not are left out.
    Histogram upTo(Step step, int first) {
        AtomicLongArray times = times(step);
        Histogram histogram = new Histogram(MAX_MICROS, DIGITS);
        IntStream.range(first, times.length()).filter(number -> times.get(number) > 0).forEach(
                number -> histogram.recordValue(Math.clamp(times.get(number) - due.get(number), 0, MAX_MICROS)));
        return histogram;
    }

    /// How many of the commands from `first` on were stored in a second, from when the first was due.
    double storedPerSecond(int first) {
        long last = IntStream.range(first, stored.length()).mapToLong(stored::get).max().orElse(0);
        long count = IntStream.range(first, stored.length()).filter(number -> stored.get(number) > 0).count();
        return (double) count * TimeUnit.SECONDS.toMicros(1) / Math.max(1, last - due.get(first));
    }

    private AtomicLongArray times(Step step) {
        return switch (step) {
            case ANSWERED -> answered;
            case REQUESTED -> requested;
            case STORED -> stored;
        };
    }
}
