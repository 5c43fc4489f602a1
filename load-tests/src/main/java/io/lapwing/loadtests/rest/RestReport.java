package io.lapwing.loadtests.rest;

import io.lapwing.loadtests.gatling.Findings;
import io.lapwing.loadtests.gatling.Findings.Found;
import io.lapwing.loadtests.gatling.RequestKind;
import io.lapwing.loadtests.report.JsonReport;
import io.lapwing.loadtests.report.Table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.HdrHistogram.Histogram;

/// What the benchmark of the REST interface found, as tables for people and rows for machines.
final class RestReport {

    private static final String ALL = "all";

    private final RestOptions options;
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final List<Map<String, Object>> rows = new ArrayList<>();

    RestReport(RestOptions options) {
        this.options = options;
        settings.put("devices", options.devices);
        settings.put("seed", options.seed);
        settings.put("boundMillis", options.boundMillis);
    }

    void loaded(long readings, double seconds) {
        settings.put("readings", readings);
        settings.put("loadSeconds", seconds);
        System.out.printf(Locale.ROOT, "%,d readings of %,d devices stored in %.0f s%n", readings, options.devices,
                seconds);
    }

    void day(DayTimes.Times times, boolean cold) {
        Table table = new Table("a day of one device", "count", "p50 ms", "max ms");
        times(table, cold ? "from the disk" : "PostgreSQL restarted", times.cold());
        times(table, "again", times.warm());
        System.out.println(table.text());
    }

    private void times(Table table, String what, Histogram micros) {
        table.row(what, micros.getTotalCount(), millis(micros.getValueAtPercentile(50) / 1000.0),
                millis(micros.getMaxValue() / 1000.0));
        rows.add(Map.of("step", "day", "what", what, "count", micros.getTotalCount(), "p50Millis",
                micros.getValueAtPercentile(50) / 1000.0, "maxMillis", micros.getMaxValue() / 1000.0));
    }

    /// With each number of users.
    void closed(Findings findings, CpuWatch cpu) {
        Table table = new Table("users", "server", "requests/s", "p50 ms", "p95 ms", "p99 ms", "slowest kind's p99 ms",
                "CPU us/request", "others' CPU");
        for (int users : options.users) {
            for (Contender contender : Contender.values()) {
                Found found = findings.of(Course.closedName(contender, users));
                Histogram all = found.all();
                table.row(users, contender.text(), Math.round(found.perSecond()), all.getValueAtPercentile(50),
                        all.getValueAtPercentile(95), all.getValueAtPercentile(99), Course.slowest(found),
                        cpu.perRequest(contender, found), percent(cpu.foreignShare(found)));
                row(Course.closedName(contender, users), ALL, all, found.perSecond());
            }
        }
        System.out.println(table.text());
    }

    /// Both, kind by kind.
    void kinds(String title, String name, Found lapwing, Found bare) {
        Table table = new Table(title, "Lapwing p50 ms", "p95 ms", "p99 ms", "bare p50 ms", "p95 ms", "p99 ms");
        for (RequestKind kind : RequestKind.values()) {
            pair(table, kind.text(), lapwing.of(kind), bare.of(kind));
            row(name + "-" + Contender.LAPWING, kind.text(), lapwing.of(kind), 0);
            row(name + "-" + Contender.BARE, kind.text(), bare.of(kind), 0);
        }
        pair(table, ALL, lapwing.all(), bare.all());
        row(name + "-" + Contender.LAPWING, ALL, lapwing.all(), lapwing.perSecond());
        row(name + "-" + Contender.BARE, ALL, bare.all(), bare.perSecond());
        System.out.println(table.text());
    }

    private static void pair(Table table, String what, Histogram one, Histogram other) {
        table.row(what, one.getValueAtPercentile(50), one.getValueAtPercentile(95), one.getValueAtPercentile(99),
                other.getValueAtPercentile(50), other.getValueAtPercentile(95), other.getValueAtPercentile(99));
    }

    /// A figure that the run is judged by.
    void verdict(String name, double figure, String text) {
        settings.put(name, figure);
        System.out.println(text);
    }

    private void row(String step, String what, Histogram times, double perSecond) {
        rows.add(Map.of("step", step, "what", what, "count", times.getTotalCount(), "perSecond", perSecond,
                "p50Millis", times.getValueAtPercentile(50), "p95Millis", times.getValueAtPercentile(95),
                "p99Millis", times.getValueAtPercentile(99), "maxMillis", times.getMaxValue()));
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /// @return where it lies for machines
    Path write(Path directory) {
        return JsonReport.write(directory, "rest", settings, rows);
    }
}
