package io.lapwing.loadtests.commands;

import io.lapwing.loadtests.commands.CommandTimes.Step;
import io.lapwing.loadtests.process.CpuUse;
import io.lapwing.loadtests.report.JsonReport;
import io.lapwing.loadtests.report.Table;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.HdrHistogram.Histogram;

/// What the command benchmark found.
final class CommandReport {

    private static final double MILLI = 1000.0;

    private final CommandOptions options;
    private final CommandTimes times;
    private final CpuUse cpu;
    private final Map<String, Histogram> latencies = new LinkedHashMap<>();

    CommandReport(CommandOptions options, CommandTimes times, Histogram readings, CpuUse cpu) {
        this.options = options;
        this.times = times;
        this.cpu = cpu;
        latencies.put("reading: published, stored", readings);
        latencies.put("POST answered", times.upTo(Step.ANSWERED, options.warmUpCommands()));
        latencies.put("request at the device", times.upTo(Step.REQUESTED, options.warmUpCommands()));
        latencies.put("reply stored", times.upTo(Step.STORED, options.warmUpCommands()));
    }

    String text() {
        Table table = new Table(options.rate + "/s to " + options.devices + " devices", "count", "p50 ms", "p95 ms",
                "p99 ms", "max ms");
        latencies.forEach((name, latency) -> table.row(name, latency.getTotalCount(), millis(latency, 50),
                millis(latency, 95), millis(latency, 99), millis(latency, 100)));
        return table.text() + String.format(Locale.ROOT, "%n%.1f commands/s stored, %d errors, CPU us/command %s%n",
                storedPerSecond(), times.failures(), cpu.perMessage(options.measuredCommands()));
    }

    /// @return where the report for machines lies
    Path write(Path directory) {
        List<Map<String, Object>> rows = latencies.entrySet().stream().map(entry -> row(entry.getKey(),
                entry.getValue())).toList();
        long commands = options.measuredCommands();
        return JsonReport.write(directory, "commands", Map.of("rate", options.rate, "devices", options.devices,
                "seconds", options.duration.toSeconds(), "storedPerSecond", storedPerSecond(), "errors",
                times.failures(), "generatorCpuMicros", CpuUse.microsPerMessage(cpu.generator(), commands),
                "serverCpuMicros", CpuUse.microsPerMessage(cpu.server(), commands), "databaseCpuMicros",
                CpuUse.microsPerMessage(cpu.database(), commands)), rows);
    }

    private double storedPerSecond() {
        return times.storedPerSecond(options.warmUpCommands());
    }

    private static Map<String, Object> row(String name, Histogram latency) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("what", name);
        row.put("count", latency.getTotalCount());
        row.put("p50Millis", latency.getValueAtPercentile(50) / MILLI);
        row.put("p95Millis", latency.getValueAtPercentile(95) / MILLI);
        row.put("p99Millis", latency.getValueAtPercentile(99) / MILLI);
        row.put("maxMillis", latency.getMaxValue() / MILLI);
        return row;
    }

    private static String millis(Histogram latency, double percentile) {
        return String.format(Locale.ROOT, "%.1f", latency.getValueAtPercentile(percentile) / MILLI);
    }
}
