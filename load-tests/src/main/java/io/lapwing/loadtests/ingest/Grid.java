package io.lapwing.loadtests.ingest;

import io.lapwing.loadtests.report.JsonReport;
import io.lapwing.loadtests.report.Table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The table: every broker with every number of devices and messages in flight, each without a store and with it, one
/// right after the other, so that both meet the same machine.
final class Grid {

    private final IngestOptions options;
    private final List<Map<String, Object>> rows = new ArrayList<>();

    Grid(IngestOptions options) {
        this.options = options;
    }

    void run(List<BrokerKind> brokers) {
        Table table = new Table("broker", "devices x window", "ceiling msg/s", "full msg/s", "readings/s", "ratio",
                "p50 ms", "p99 ms", "per batch", "RSS MB", "heap MB",
                "CPU us/msg ceiling", "CPU us/msg full");
        brokers.forEach(broker -> run(broker, table));
        System.out.println(table.text());
        Path file = JsonReport.write(options.runDirectory(), "ingest",
                Map.of("seconds", options.seconds, "warmUpSeconds", options.warmUpSeconds), rows);
        System.out.println(file);
    }

    private void run(BrokerKind broker, Table table) {
        try (Rig ceiling = Rig.start(broker, false, options); Rig full = Rig.start(broker, true, options)) {
            List.of(ceiling, full).forEach(rig -> new ScenarioRun(rig, options).heatUp());
            for (int devices : options.devices) {
                for (int window : options.windows) {
                    Measurement without = new ScenarioRun(ceiling, options).measure(devices, window);
                    Measurement with = new ScenarioRun(full, options).measure(devices, window);
                    add(table, without, with);
                }
            }
        }
    }

    private void add(Table table, Measurement without, Measurement with) {
        double ratio = with.messagesPerSecond() / without.messagesPerSecond();
        Map<String, Object> row = with.row();
        row.put("ratio", ratio);
        rows.add(without.row());
        rows.add(row);
        Scenario scenario = with.scenario();
        table.row(scenario.broker().name().toLowerCase(Locale.ROOT), scenario.devices() + " x " + scenario.window(),
                number(without.messagesPerSecond()), number(with.messagesPerSecond()),
                number(with.readingsPerSecond()), "%.2f".formatted(ratio), millis(with.p50Millis()),
                millis(with.p99Millis()), number(with.perBatch()), number(with.residentMegabytes()),
                number(with.heapMegabytes()), without.cpu().perMessage(without.messages()),
                with.cpu().perMessage(with.messages()));
        System.err.printf("%-9s %3d x %3d  ceiling %6.0f/s  full %6.0f/s  p50 %.1f ms  p99 %.1f ms%n",
                scenario.broker(), scenario.devices(), scenario.window(), without.messagesPerSecond(),
                with.messagesPerSecond(), with.p50Millis(), with.p99Millis());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
