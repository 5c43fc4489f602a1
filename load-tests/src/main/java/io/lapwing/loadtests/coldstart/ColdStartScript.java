package io.lapwing.loadtests.coldstart;

import io.lapwing.loadtests.report.JsonReport;
import io.lapwing.loadtests.report.Table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Starts every process in every round, one after the other, so that what else the machine does meets all of them.
public final class ColdStartScript {

    private final ColdStartOptions options;

    public ColdStartScript(ColdStartOptions options) {
        this.options = options;
    }

    public void play() {
        Events events = new Events();
        try (Stage stage = Stage.set()) {
            List<Subject> subjects = Subjects.prepare(stage, events, options.runDirectory(), options::measures)
                    .stream().map(subject -> subject.withJvmOptions(options.jvmOptions)).toList();
            Map<Integer, Map<Subject, Samples>> measured = new LinkedHashMap<>();
            for (int round = 0; round < options.rounds; round++) {
                for (int cpus : options.cpus) {
                    Map<Subject, Samples> rows = measured.computeIfAbsent(cpus, _ -> new LinkedHashMap<>());
                    subjects.forEach(subject -> rows.computeIfAbsent(subject, _ -> new Samples())
                            .add(Sample.of(subject, cpus, options.runDirectory())));
                }
                System.out.println("round " + (round + 1) + " of " + options.rounds);
            }
            measured.forEach(this::print);
            warm(subjects, events);
            System.out.println("report: " + JsonReport.write(options.runDirectory(), "cold-start",
                    Map.of("rounds", options.rounds), rows(measured)));
        }
    }

    private void print(int cpus, Map<Subject, Samples> rows) {
        double bare = reference(rows, Subjects.BARE + Subjects.CACHE);
        double spring = reference(rows, Subjects.SPRING);
        Table table = new Table("on " + cpus + " CPU", "median ms", "min", "max", "x bare + cache", "x Spring",
                "CPU ms", "peak MB");
        rows.forEach((subject, samples) -> table.row(subject.name(), whole(samples.median()), whole(samples.min()),
                whole(samples.max()), "%.2f".formatted(samples.median() / bare),
                "%.2f".formatted(samples.median() / spring), whole(samples.medianCpu()),
                whole(samples.peakMegabytes())));
        System.out.println("\n" + table.text());
    }

    /// Ours beside the bare handler that does the same writes, both as the image has them.
    private void warm(List<Subject> subjects, Events events) {
        List<Subject> warm = subjects.stream()
                .filter(subject -> List.of(Subjects.BARE_DYNAMODB + Subjects.CACHE, Subjects.INGEST + Subjects.CACHE,
                        Subjects.INGEST + ", tracing" + Subjects.CACHE).contains(subject.name()))
                .map(subject -> new Subject(subject.name(), subject.command(), events.tenMessages(),
                        subject.isGood()))
                .toList();
        if (options.warm > 0 && !warm.isEmpty()) {
            System.out.println(WarmRun.of(warm, options.warm).text());
        }
    }

    /// NaN where that row is not measured.
    private static double reference(Map<Subject, Samples> rows, String name) {
        return rows.entrySet().stream().filter(row -> row.getKey().name().equals(name))
                .mapToDouble(row -> row.getValue().median()).findFirst().orElse(Double.NaN);
    }

    private static List<Map<String, Object>> rows(Map<Integer, Map<Subject, Samples>> measured) {
        List<Map<String, Object>> rows = new ArrayList<>();
        measured.forEach((cpus, subjects) -> subjects.forEach((subject, samples) -> rows.add(Map.of("name",
                subject.name(), "cpus", cpus, "medianMillis", samples.median(), "minMillis", samples.min(),
                "maxMillis", samples.max(), "cpuMillis", samples.medianCpu(), "peakMegabytes",
                samples.peakMegabytes()))));
        return rows;
    }

    private static String whole(double number) {
        return "%.0f".formatted(number);
    }
}
