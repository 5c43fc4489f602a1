package io.lapwing.loadtests.mqtt;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/// What the load counts. Written by its thread, read by others.
final class LoadMeter {

    private static final long MAX_LATENCY_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;

    private final SingleWriterRecorder latencies = new SingleWriterRecorder(MAX_LATENCY_MICROS, DIGITS);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong resent = new AtomicLong();
    private final AtomicLong connected = new AtomicLong();
    private final AtomicLong connects = new AtomicLong();
    private volatile long lastAcknowledgedMicros;
    private volatile int grantedWindow = Integer.MAX_VALUE;
    private volatile String lastProblem = "none";

    void sent() {
        sent.lazySet(sent.getPlain() + 1);
    }

    void resent() {
        resent.lazySet(resent.getPlain() + 1);
    }

    void refused() {
        refused.lazySet(refused.getPlain() + 1);
    }

    void acknowledged(long sentMicros, long nowMicros) {
        acknowledged.lazySet(acknowledged.getPlain() + 1);
        latencies.recordValue(Math.clamp(nowMicros - sentMicros, 0, MAX_LATENCY_MICROS));
        lastAcknowledgedMicros = nowMicros;
    }

    void connected(int window) {
        grantedWindow = Math.min(grantedWindow, window);
        connected.incrementAndGet();
        connects.incrementAndGet();
    }

    void lost() {
        connected.decrementAndGet();
    }

    void problem(String what) {
        lastProblem = what;
    }

    String lastProblem() {
        return lastProblem;
    }

    int grantedWindow() {
        return grantedWindow;
    }

    long sentCount() {
        return sent.get();
    }

    long connectedCount() {
        return connected.get();
    }

    long lastAcknowledgedMicros() {
        return lastAcknowledgedMicros;
    }

    LoadCounts counts() {
        return new LoadCounts(sent.get(), acknowledged.get(), refused.get(), resent.get(), connects.get());
    }

    Histogram takeLatencies() {
        return latencies.getIntervalHistogram();
    }
}
