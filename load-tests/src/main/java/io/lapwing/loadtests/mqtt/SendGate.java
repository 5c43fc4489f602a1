package io.lapwing.loadtests.mqtt;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Whether the load as a whole may begin another message. Used by the load's thread, but for its stop.
final class SendGate {

    private final LoadMeter meter;
    private final LongSupplier stored;
    private final long maxOutstanding;
    private final long maxPerSecond;
    private final long startMicros = MicroClock.now();
    private long allowed;
    private volatile boolean stopped;

    SendGate(LoadSettings settings, LoadMeter meter) {
        this.meter = meter;
        this.stored = settings.stored();
        this.maxOutstanding = settings.maxOutstanding();
        this.maxPerSecond = settings.maxPerSecond();
    }

    /// Looks again at what bounds the load; to be called once a round, not for each message.
    void refresh() {
        long byStore = stored.getAsLong() + maxOutstanding;
        long byRate = maxPerSecond == LoadSettings.UNBOUNDED
                ? LoadSettings.UNBOUNDED
                : (MicroClock.now() - startMicros) * maxPerSecond / TimeUnit.SECONDS.toMicros(1);
        allowed = stopped ? 0 : Math.min(byStore, byRate);
    }

    boolean isOpen() {
        return meter.sentCount() < allowed;
    }

    void stop() {
        stopped = true;
    }
}
