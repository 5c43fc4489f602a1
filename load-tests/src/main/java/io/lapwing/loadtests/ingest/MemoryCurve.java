package io.lapwing.loadtests.ingest;

import io.lapwing.loadtests.report.Table;
import io.lapwing.loadtests.server.ServerReport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A server's memory and work over time.
final class MemoryCurve {

    private static final double MEGABYTE = 1 << 20;

    private final Rig rig;
    private final Table table = new Table("second", "messages/s", "p50 ms", "p99 ms", "RSS MB", "heap peak MB");
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final long start = System.nanoTime();
    private long lastNanos = start;
    private long lastTaken;

    MemoryCurve(Rig rig) {
        this.rig = rig;
        this.lastTaken = rig.taken();
        rig.begin();
    }

    /// Adds what was since the last point.
    void point() {
        ServerReport report = rig.report();
        long resident = rig.memory().resident().orElse(0);
        long now = System.nanoTime();
        long taken = rig.taken();
        double rate = (taken - lastTaken) / ((now - lastNanos) / 1e9);
        lastNanos = now;
        lastTaken = taken;
        rig.begin();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("broker", rig.kind());
        row.put("second", Math.round((now - start) / 1e9));
        row.put("messagesPerSecond", Math.round(rate));
        row.put("p50Millis", report.p50Micros() / 1000.0);
        row.put("p99Millis", report.p99Micros() / 1000.0);
        row.put("residentBytes", resident);
        row.put("heapPeakBytes", report.heapPeakBytes());
        rows.add(row);
        table.row(row.get("second"), row.get("messagesPerSecond"), row.get("p50Millis"), row.get("p99Millis"),
                megabytes(resident), megabytes(report.heapPeakBytes()));
    }

    String text() {
        return table.text();
    }

    List<Map<String, Object>> rows() {
        return rows;
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f", bytes / MEGABYTE);
    }
}
