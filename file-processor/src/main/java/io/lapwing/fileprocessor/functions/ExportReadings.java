package io.lapwing.fileprocessor.functions;

import io.lapwing.fileprocessor.lake.ReadingsFile;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.lake.ChangedDay;
import io.lapwing.sharedmodel.lake.LakePartition;
import io.lapwing.sharedmodel.lake.LakePartition.Retired;
import io.lapwing.sharedmodel.lake.TenantDay;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The function `exportReadings`, run every hour or so: writes the partition of every day (UTC) that has ended and whose
/// readings are not what the lake has, and the list of the tenant's files; then removes what was replaced long enough ago.
/// It takes the time of the run, and says what it did.
///
/// Any number of runs may go on at once, of all days or of some. Killed anywhere, the next run ends the same. Thread-safe.
/// What a run has not done when it throws [io.lapwing.sharedmodel.port.StoreUnavailable] the next one does.
public final class ExportReadings implements Function<Instant, ExportReport> {

    /// How long after its end a day is exported by itself: longer than a transaction takes that was begun before, and
    /// than clocks may differ.
    public static final Duration SETTLED = Duration.ofHours(1);

    private static final int BATCH = 100;

    private final LakePorts ports;
    private final ExportDay.Means means;
    private final LakeManifests manifests;

    /// @param scratch a folder of this machine, where files are made
    public ExportReadings(LakePorts ports, Path scratch) {
        this(ports, scratch, ReadingsFile.Size.USUAL);
    }

    ExportReadings(LakePorts ports, Path scratch, ReadingsFile.Size size) {
        this.ports = ports;
        means = new ExportDay.Means(scratch, size);
        manifests = new LakeManifests(ports);
    }

    @Override
    public ExportReport apply(Instant now) {
        LocalDate before = LocalDate.ofInstant(now.minus(SETTLED), ZoneOffset.UTC);
        ExportReport report = ExportReport.NOTHING;
        List<ChangedDay> marks = ports.days().changed(before, null, BATCH);
        while (!marks.isEmpty()) {
            report = report.plus(export(marks, now));
            marks = ports.days().changed(before, marks.getLast().day(), BATCH);
        }
        return report.plus(ExportReport.removed(clean(now)));
    }

    /// Exports the days of a tenant from `from` to the one before `to`, whether or not they are known to have changed; one
    /// that has not ended is exported as it is, and again when it has.
    ///
    /// @param progress is told of each day before its turn
    public ExportReport export(TenantId tenant, LocalDate from, LocalDate to, Instant now,
            Consumer<LocalDate> progress) {
        ExportReport report = ExportReport.NOTHING;
        for (LocalDate date = from; date.isBefore(to); date = date.plusDays(1)) {
            progress.accept(date);
            report = report.plus(ExportDay.run(ports, means, new TenantDay(tenant, date), now));
        }
        manifests.write(tenant);
        return report;
    }

    /// The marks are taken away when all is done: else somebody who dies here would leave a list that is not true.
    private ExportReport export(List<ChangedDay> marks, Instant now) {
        ExportReport report = ExportReport.NOTHING;
        Map<TenantId, List<ChangedDay>> byTenant = marks.stream()
                .collect(Collectors.groupingBy(mark -> mark.day().tenant(), () -> new TreeMap<>(
                        Comparator.comparing(TenantId::value)), Collectors.toList()));
        for (Map.Entry<TenantId, List<ChangedDay>> tenant : byTenant.entrySet()) {
            Set<ChangedDay> done = new HashSet<>();
            for (ChangedDay mark : tenant.getValue()) {
                ExportReport day = ExportDay.run(ports, means, mark.day(), now);
                report = report.plus(day);
                if (day.overtaken() == 0) {
                    done.add(mark);
                }
            }
            manifests.write(tenant.getKey());
            done.forEach(ports.days()::forget);
        }
        return report;
    }

    /// Goes on until nothing is left to be removed, or others are at it.
    private int clean(Instant now) {
        Set<TenantId> listed = new HashSet<>();
        int removed = 0;
        int removedOfBatch;
        do {
            removedOfBatch = 0;
            for (LakePartition partition : ports.catalog().due(now, BATCH)) {
                // A list that somebody did not come to write may still name what is to be removed.
                if (listed.add(partition.day().tenant())) {
                    manifests.write(partition.day().tenant());
                }
                removedOfBatch += clean(partition, now);
            }
            removed += removedOfBatch;
        } while (removedOfBatch > 0);
        return removed;
    }

    private int clean(LakePartition partition, Instant now) {
        List<Retired> over = partition.retired().stream().filter(object -> !object.removeAt().isAfter(now)).toList();
        over.forEach(object -> ports.files().delete(object.key()));
        return ports.catalog().save(partition.cleaned(now)) ? over.size() : 0;
    }
}
