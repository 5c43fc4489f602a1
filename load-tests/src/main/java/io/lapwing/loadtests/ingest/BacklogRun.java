package io.lapwing.loadtests.ingest;

import io.lapwing.loadtests.mqtt.LoadSettings;
import io.lapwing.loadtests.mqtt.MqttLoad;
import io.lapwing.loadtests.process.Waiting;
import io.lapwing.loadtests.report.JsonReport;
import io.lapwing.loadtests.server.BenchmarkFleet;

import java.time.Duration;
import java.util.Map;

/// Lets messages wait in Mosquitto while the server is away from it, then takes them in, with the server's memory over
/// time.
final class BacklogRun {

    private static final int DEVICES = 50;
    private static final int WINDOW = 100;
    private static final Duration POINT = Duration.ofSeconds(2);
    private static final Duration CONNECT_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration PUBLISH_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration DRAIN_TIMEOUT = Duration.ofMinutes(20);

    private final IngestOptions options;

    BacklogRun(IngestOptions options) {
        this.options = options;
    }

    void run() {
        long each = Math.ceilDiv(options.backlog, DEVICES);
        try (Rig rig = Rig.start(BrokerKind.MOSQUITTO, true, options)) {
            BenchmarkFleet fleet = rig.newFleet(DEVICES);
            rig.pause();
            LoadSettings settings = rig.load(fleet, WINDOW, options).withMessagesPerDevice(each)
                    .withOutstanding(LoadSettings.UNBOUNDED, () -> 0);
            try (MqttLoad load = MqttLoad.start(settings)) {
                load.awaitConnected(CONNECT_TIMEOUT);
                if (!Waiting.until(() -> load.counts().acknowledged() == each * DEVICES, PUBLISH_TIMEOUT)) {
                    throw new IllegalStateException(load.counts() + " after " + PUBLISH_TIMEOUT);
                }
                takeIn(rig, fleet, load);
            }
        }
    }

    private void takeIn(Rig rig, BenchmarkFleet fleet, MqttLoad load) {
        long backlog = load.counts().acknowledged();
        System.out.printf("%d messages wait in Mosquitto%n", backlog);
        MemoryCurve curve = new MemoryCurve(rig);
        long start = System.nanoTime();
        rig.resume();
        while (!rig.awaitTaken(backlog, POINT)) {
            curve.point();
            if (System.nanoTime() - start > DRAIN_TIMEOUT.toNanos()) {
                throw new IllegalStateException(rig.taken() + " of " + backlog + " were taken in " + DRAIN_TIMEOUT);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        new Verification(rig, fleet).check(load, 0);
        System.out.printf("%s%n%d messages in %.1f s: %.0f a second%n", curve.text(), backlog, seconds,
                backlog / seconds);
        System.out.println(JsonReport.write(options.runDirectory(), "backlog",
                Map.of("messages", backlog, "seconds", seconds), curve.rows()));
    }
}
