package io.lapwing.fileprocessor.functions;

import io.lapwing.fileprocessor.lake.ReadingsFile;
import io.lapwing.sharedmodel.lake.DayReading;
import io.lapwing.sharedmodel.lake.LakeFile;
import io.lapwing.sharedmodel.lake.LakePartition;
import io.lapwing.sharedmodel.lake.TenantDay;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Writes the partition of one day anew, if its readings are not what they were.
final class ExportDay {

    /// How long files stay that were replaced, for those who have begun to read them.
    static final Duration GRACE = Duration.ofHours(1);

    private final LakePorts ports;
    private final Means means;
    private LakePartition partition;
    private final List<LakeFile> files = new ArrayList<>();
    private int written;

    /// Where and how files are made.
    ///
    /// @param scratch a folder of this machine
    record Means(Path scratch, ReadingsFile.Size size) {}

    /// Somebody else has begun to write the partition meanwhile.
    private static final class Overtaken extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private ExportDay(LakePorts ports, Means means, TenantDay day) {
        this.ports = ports;
        this.means = means;
        partition = ports.catalog().find(day);
    }

    static ExportReport run(LakePorts ports, Means means, TenantDay day, Instant now) {
        try {
            return new ExportDay(ports, means, day).run(now.truncatedTo(ChronoUnit.MILLIS));
        } catch (Overtaken _) {
            return ExportReport.OVERTAKEN;
        }
    }

    private ExportReport run(Instant now) {
        try (DayPages pages = new DayPages(ports.days(), partition.day())) {
            List<DayReading> page = pages.next();
            while (!page.isEmpty()) {
                page = writeFile(pages, page);
            }
        }
        if (files.equals(partition.files()) && partition.pending().isEmpty()) {
            return ExportReport.UNCHANGED;
        }
        save(partition.replacedBy(files, now, now.plus(GRACE)));
        return new ExportReport(1, 0, 0, partition.rows(), partition.bytes(), written, 0);
    }

    /// Writes a file from a page on, which has readings.
    ///
    /// @return the page that the next one begins with
    private List<DayReading> writeFile(DayPages pages, List<DayReading> first) {
        List<DayReading> page = first;
        try (ReadingsFile file = ReadingsFile.begin(means.scratch(), means.size())) {
            do {
                page.forEach(file::add);
                page = pages.next();
            } while (!page.isEmpty() && !file.isFull());
            file.end();
            keep(file);
        }
        return page;
    }

    /// Puts a file into the lake, unless it is there. It is named before it is written, so that it is found if we die.
    private void keep(ReadingsFile file) {
        LakeFile next = file.describe(partition.nextObject());
        int place = files.size();
        if (place < partition.files().size() && partition.files().get(place).hasBytesOf(next)) {
            files.add(partition.files().get(place));
            return;
        }
        save(partition.writingNext());
        ports.files().put(next.key(), file.content());
        files.add(next);
        written++;
    }

    private void save(LakePartition next) {
        if (!ports.catalog().save(next)) {
            throw new Overtaken();
        }
        partition = next;
    }
}
