package io.lapwing.fileprocessor.reading;

import io.lapwing.fileprocessor.domain.CleaningRules;
import io.lapwing.fileprocessor.domain.RowOutcome;
import io.lapwing.fileprocessor.domain.RowOutcome.CleanedRow;
import io.lapwing.fileprocessor.reading.Inspection.Trusted;
import io.lapwing.sharedmodel.file.Profile;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Locale;

/// Reads a generated table of so many bytes in both passes, and prints its rows and what they took: a program of its
/// own, so that it can be given little memory. The processor time of the generator alone is measured, and left out.
final class LargeFile {

    private LargeFile() {}

    public static void main(String[] args) throws IOException {
        long size = Long.parseLong(args[0]);
        long began = cpuNanos();
        new GeneratedTable(size).transferTo(java.io.OutputStream.nullOutputStream());
        long generating = cpuNanos() - began;
        FileReading reading = new FileReading(Limits.DEFAULT);
        began = cpuNanos();
        Trusted trusted = (Trusted) reading.inspect(new GeneratedTable(size));
        long inspecting = cpuNanos() - began - generating;
        began = cpuNanos();
        long cleaned = clean(reading, new GeneratedTable(size));
        long cleaning = cpuNanos() - began - generating;
        System.out.printf(Locale.ROOT, "rows=%d cleaned=%d pass1=%dns/row pass2=%dns/row peak=%dMB%n", trusted.rows(),
                cleaned, inspecting / trusted.rows(), cleaning / trusted.rows(), peakHeap() / 1_000_000);
    }

    private static long clean(FileReading reading, InputStream file) throws IOException {
        long cleaned = 0;
        try (CleanedRows rows = reading.rows(file, new CleaningRules(Profile.DEFAULT, Reading.NOW))) {
            for (RowOutcome row = rows.next(); row != null; row = rows.next()) {
                cleaned += row instanceof CleanedRow ? 1 : 0;
            }
        }
        return cleaned;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage).mapToLong(usage -> usage.getUsed()).sum();
    }
}
