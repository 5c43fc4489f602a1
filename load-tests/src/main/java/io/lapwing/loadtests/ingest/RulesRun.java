package io.lapwing.loadtests.ingest;

import io.lapwing.loadtests.report.JsonReport;
import io.lapwing.loadtests.report.Table;
import io.lapwing.loadtests.server.BenchmarkFleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What rules cost: the same fleet without rules and with them, in turns on one server, so that both meet the same
/// machine. Each turn has devices of its own.
final class RulesRun {

    private static final int WARM_UP_ROUNDS = 2;
    private static final int ROUNDS = 3;
    private static final int WINDOW = 1;

    private final IngestOptions options;

    RulesRun(IngestOptions options) {
        this.options = options;
    }

    /// @param rules how many
    /// @param everywhere whether each watches every device
    private record Turn(String name, int rules, boolean everywhere) {}

    void run() {
        List<Turn> turns = List.of(new Turn("without rules", 0, false),
                new Turn(options.rules + " rules", options.rules, false),
                new Turn(options.rules + " rules, each on every device", options.rules, true));
        double[] sums = new double[turns.size()];
        Table table = new Table(options.fleet + " devices x " + WINDOW, "messages/s", "p50 ms", "p99 ms", "alerts",
                "CPU us/msg");
        List<Map<String, Object>> rows = new ArrayList<>();
        try (Rig rig = Rig.start(BrokerKind.EMBEDDED, true, options)) {
            new ScenarioRun(rig, options).heatUp();
            // Until the server's JVM has compiled what each of them needs, beside what all do.
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                turns.forEach(turn -> take(rig, turn));
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < turns.size(); i++) {
                    Taken taken = take(rig, turns.get(i));
                    sums[i] += taken.measured().messagesPerSecond();
                    report(turns.get(i), taken, table, rows);
                }
            }
        }
        System.out.println(table.text());
        for (int i = 1; i < turns.size(); i++) {
            System.out.printf(Locale.ROOT, "%s: %.2f of the rate without%n", turns.get(i).name(), sums[i] / sums[0]);
        }
        System.out.println(JsonReport.write(options.runDirectory(), "rules",
                Map.of("seconds", options.seconds, "fleet", options.fleet, "rules", options.rules), rows));
    }

    private record Taken(Measurement measured, long alerts) {}

    private Taken take(Rig rig, Turn turn) {
        BenchmarkFleet fleet = rig.newFleet(options.fleet).measuringNow();
        if (turn.rules() > 0) {
            rig.watch(fleet, turn.rules(), turn.everywhere());
        }
        Measurement measured = measure(rig, fleet);
        long alerts = rig.alerts(fleet);
        System.err.printf(Locale.ROOT, "%-34s %6.0f/s, %s us of CPU each, %d alerts%n", turn.name(),
                measured.messagesPerSecond(), measured.cpu().perMessage(measured.messages()), alerts);
        return new Taken(measured, alerts);
    }

    private static void report(Turn turn, Taken taken, Table table, List<Map<String, Object>> rows) {
        Measurement measured = taken.measured();
        table.row(turn.name(), Math.round(measured.messagesPerSecond()), millis(measured.p50Millis()),
                millis(measured.p99Millis()), taken.alerts(), measured.cpu().perMessage(measured.messages()));
        Map<String, Object> row = measured.row();
        row.put("rules", turn.name());
        row.put("alerts", taken.alerts());
        rows.add(row);
    }

    private Measurement measure(Rig rig, BenchmarkFleet fleet) {
        return new ScenarioRun(rig, options).measure(fleet, rig.load(fleet, WINDOW, options));
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
