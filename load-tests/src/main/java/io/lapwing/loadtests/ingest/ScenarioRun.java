package io.lapwing.loadtests.ingest;

import io.lapwing.loadtests.mqtt.LoadSettings;
import io.lapwing.loadtests.mqtt.MqttLoad;
import io.lapwing.loadtests.process.CpuUse;
import io.lapwing.loadtests.process.Waiting;
import io.lapwing.loadtests.server.BenchmarkFleet;
import io.lapwing.loadtests.server.ServerReport;

import java.time.Duration;

import org.HdrHistogram.Histogram;

/// Measures one scenario on a rig, and checks that what was acknowledged is what is stored.
final class ScenarioRun {

    private static final Duration CONNECT_TIMEOUT = Duration.ofMinutes(3);

    private static final int DEVICES_FOR_HEAT = 50;
    private static final int WINDOW_FOR_HEAT = 20;

    private final Rig rig;
    private final IngestOptions options;

    ScenarioRun(Rig rig, IngestOptions options) {
        this.rig = rig;
        this.options = options;
    }

    /// Lets the server work until its JVM has compiled what is hot.
    void heatUp() {
        BenchmarkFleet fleet = rig.newFleet(DEVICES_FOR_HEAT);
        long before = rig.taken();
        try (MqttLoad load = MqttLoad.start(rig.load(fleet, WINDOW_FOR_HEAT, options))) {
            load.awaitConnected(CONNECT_TIMEOUT);
            Waiting.pause(Duration.ofSeconds(options.jitSeconds));
            new Verification(rig, fleet).check(load, before);
        }
    }

    Measurement measure(int devices, int window) {
        BenchmarkFleet fleet = rig.newFleet(devices);
        return measure(fleet, rig.load(fleet, window, options));
    }

    Measurement measure(BenchmarkFleet fleet, LoadSettings settings) {
        long before = rig.taken();
        try (MqttLoad load = MqttLoad.start(settings)) {
            load.awaitConnected(CONNECT_TIMEOUT);
            Waiting.pause(options.warmUp());
            rig.begin();
            load.takeLatencies();
            long batches = rig.report().batches();
            long takenAtStart = rig.taken();
            CpuUse cpuAtStart = rig.cpu();
            long start = System.nanoTime();
            Waiting.pause(options.measured());
            double seconds = (System.nanoTime() - start) / 1e9;
            long taken = rig.taken() - takenAtStart;
            CpuUse cpu = rig.cpu().since(cpuAtStart);
            Histogram pubacks = load.takeLatencies();
            ServerReport report = rig.report();
            long resident = rig.memory().peak().orElse(0);
            new Verification(rig, fleet).check(load, before);
            boolean byPuback = rig.kind() == BrokerKind.EMBEDDED;
            return new Measurement(new Scenario(rig.kind(), rig.isStoring(), fleet.devices(), settings.window()),
                    taken / seconds,
                    (byPuback ? pubacks.getValueAtPercentile(50) : report.p50Micros()) / 1000.0,
                    (byPuback ? pubacks.getValueAtPercentile(99) : report.p99Micros()) / 1000.0, resident,
                    report.heapPeakBytes(), (double) taken / Math.max(1, report.batches() - batches), cpu, taken);
        }
    }
}
