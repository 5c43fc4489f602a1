package io.lapwing.loadtests.ingest;

import io.lapwing.loadtests.mqtt.FleetMember;
import io.lapwing.loadtests.mqtt.LoadSettings;
import io.lapwing.loadtests.mqtt.StalledDevice;
import io.lapwing.loadtests.report.JsonReport;
import io.lapwing.loadtests.report.Table;
import io.lapwing.loadtests.server.BenchmarkFleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Whether a device that stalls delays others: the same devices without one and with one beside them, twice over.
final class StallRun {

    private static final int DEVICES = 50;
    private static final int WINDOW = 20;
    private static final int ROUNDS = 2;
    private static final int MESSAGES_BEFORE_THE_STALL = 100;

    private final IngestOptions options;

    StallRun(IngestOptions options) {
        this.options = options;
    }

    void run() {
        Table table = new Table("50 devices x 20", "messages/s", "p50 ms", "p99 ms");
        List<Map<String, Object>> rows = new ArrayList<>();
        try (Rig rig = Rig.start(BrokerKind.EMBEDDED, true, options)) {
            new ScenarioRun(rig, options).heatUp();
            for (int round = 0; round < ROUNDS; round++) {
                add(table, rows, "alone", new ScenarioRun(rig, options).measure(DEVICES, WINDOW));
                add(table, rows, "beside a stalled one", besideStalled(rig));
            }
        }
        System.out.println(table.text());
        System.out.println(JsonReport.write(options.runDirectory(), "stall", Map.of("seconds", options.seconds), rows));
    }

    private Measurement besideStalled(Rig rig) {
        BenchmarkFleet stalled = rig.newFleet(1);
        LoadSettings settings = rig.load(stalled, 1, options);
        FleetMember member = settings.fleet().getFirst();
        try (StalledDevice _ = StalledDevice.connect(settings.broker(), member, MESSAGES_BEFORE_THE_STALL)) {
            if (!rig.awaitTaken(rig.taken() + 1, options.measured())) {
                throw new IllegalStateException("nothing came in of the device that is to stall");
            }
            return new ScenarioRun(rig, options).measure(DEVICES, WINDOW);
        }
    }

    private static void add(Table table, List<Map<String, Object>> rows, String what, Measurement measured) {
        table.row(what, Math.round(measured.messagesPerSecond()), millis(measured.p50Millis()),
                millis(measured.p99Millis()));
        Map<String, Object> row = measured.row();
        row.put("stalledBeside", what);
        rows.add(row);
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
