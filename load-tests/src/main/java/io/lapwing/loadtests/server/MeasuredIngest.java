package io.lapwing.loadtests.server;

import io.lapwing.loadtests.mqtt.MicroClock;
import io.lapwing.loadtests.mqtt.TelemetryMessages;
import io.lapwing.loadtests.process.Progress;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Accepted;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/// The function `ingestTelemetry` with a watch in its hand: counts what it has done, and how long that was after the
/// device had sent it.
final class MeasuredIngest implements Function<List<ReceivedMessage>, List<IngestOutcome>> {

    private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;

    /// One message of so many is looked into for when it was sent: looking costs time that is measured.
    private static final int SAMPLE = 8;

    private final Function<List<ReceivedMessage>, List<IngestOutcome>> ingestTelemetry;
    private final Progress progress;
    private final Recorder latencies = new Recorder(MAX_MICROS, DIGITS);
    private final LongAdder notTaken = new LongAdder();
    private final LongAdder batches = new LongAdder();

    MeasuredIngest(Function<List<ReceivedMessage>, List<IngestOutcome>> ingestTelemetry, Progress progress) {
        this.ingestTelemetry = ingestTelemetry;
        this.progress = progress;
    }

    @Override
    public List<IngestOutcome> apply(List<ReceivedMessage> batch) {
        List<IngestOutcome> outcomes = ingestTelemetry.apply(batch);
        long now = MicroClock.now();
        for (int i = 0; i < batch.size(); i += SAMPLE) {
            long sent = TelemetryMessages.sentMicros(batch.get(i).payload().toBytes());
            latencies.recordValue(Math.clamp(now - sent, 0, MAX_MICROS));
        }
        long taken = outcomes.stream().filter(outcome -> outcome instanceof Accepted).count();
        notTaken.add(batch.size() - taken);
        batches.increment();
        progress.add(taken);
        return outcomes;
    }

    Histogram takeLatencies() {
        return latencies.getIntervalHistogram();
    }

    /// How many messages had any other outcome than to be accepted.
    long notTaken() {
        return notTaken.sum();
    }

    long batches() {
        return batches.sum();
    }
}
