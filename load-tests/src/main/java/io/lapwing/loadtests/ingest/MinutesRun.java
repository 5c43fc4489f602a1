package io.lapwing.loadtests.ingest;

import io.lapwing.loadtests.mqtt.MqttLoad;
import io.lapwing.loadtests.process.Waiting;
import io.lapwing.loadtests.report.JsonReport;
import io.lapwing.loadtests.server.BenchmarkFleet;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/// Some minutes of one load, with the server's memory over time.
final class MinutesRun {

    private static final Duration POINT = Duration.ofSeconds(10);
    private static final Duration CONNECT_TIMEOUT = Duration.ofMinutes(1);

    private final IngestOptions options;

    MinutesRun(IngestOptions options) {
        this.options = options;
    }

    void run(BrokerKind broker) {
        int devices = options.devices.getFirst();
        int window = options.windows.getFirst();
        try (Rig rig = Rig.start(broker, true, options)) {
            BenchmarkFleet fleet = rig.newFleet(devices);
            long before = rig.taken();
            try (MqttLoad load = MqttLoad.start(rig.load(fleet, window, options))) {
                load.awaitConnected(CONNECT_TIMEOUT);
                MemoryCurve curve = new MemoryCurve(rig);
                for (long i = Duration.ofMinutes(options.minutes).dividedBy(POINT); i > 0; i--) {
                    Waiting.pause(POINT);
                    curve.point();
                }
                System.out.printf("%s, %d devices x %d%n%s%n", broker, devices, window, curve.text());
                new Verification(rig, fleet).check(load, before);
                System.out.println(JsonReport.write(options.runDirectory(), name(broker),
                        Map.of("devices", devices, "window", window, "minutes", options.minutes), curve.rows()));
            }
        }
    }

    private static String name(BrokerKind broker) {
        return "minutes-" + broker.name().toLowerCase(Locale.ROOT);
    }
}
