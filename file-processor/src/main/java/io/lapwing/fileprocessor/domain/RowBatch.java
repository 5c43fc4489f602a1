package io.lapwing.fileprocessor.domain;

import io.lapwing.fileprocessor.domain.RowOutcome.CleanedRow;
import io.lapwing.fileprocessor.domain.RowOutcome.RejectedRow;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.file.Reject;
import io.lapwing.sharedmodel.telemetry.Reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The rows of one step, which are stored together. Where a step ends depends on its rows alone, so that one that is
/// repeated is the same. Not thread-safe.
public final class RowBatch {

    /// About as many bytes as its rows may take.
    private static final int MAX_WEIGHT = 8 * 1024 * 1024;
    private static final int PER_ROW = 200;
    private static final int PER_VALUE = 200;

    private final int maxRows;
    private final List<RowOutcome> rows = new ArrayList<>();
    private long weight;

    public RowBatch(int maxRows) {
        this.maxRows = maxRows;
    }

    /// What is to become of the rows, once it is known which devices are not registered.
    ///
    /// @param readings in the rows' order
    /// @param empty how many rows say nothing of any metric
    public record Sorted(List<Reading> readings, List<RejectedRow> rejects, int empty) {

        public Sorted {
            readings = List.copyOf(readings);
            rejects = List.copyOf(rejects);
        }
    }

    public void add(RowOutcome row) {
        rows.add(row);
        weight += weight(row);
    }

    public boolean isFull() {
        return rows.size() >= maxRows || weight >= MAX_WEIGHT;
    }

    public int size() {
        return rows.size();
    }

    /// The devices that its rows are of, if they can be loaded.
    public Set<DeviceId> devices() {
        return rows.stream().filter(CleanedRow.class::isInstance).map(row -> ((CleanedRow) row).device())
                .collect(Collectors.toSet());
    }

    /// @param unknown devices that are not registered
    public Sorted sorted(TenantId tenant, Set<DeviceId> unknown) {
        List<Reading> readings = new ArrayList<>(rows.size());
        List<RejectedRow> rejects = new ArrayList<>();
        int empty = 0;
        for (RowOutcome row : rows) {
            switch (row) {
                case RejectedRow rejected -> rejects.add(rejected);
                case CleanedRow cleaned when unknown.contains(cleaned.device()) -> rejects.add(unknownDevice(cleaned));
                case CleanedRow cleaned when cleaned.values().isEmpty() -> empty++;
                case CleanedRow cleaned -> readings.add(RowReading.of(tenant, cleaned));
            }
        }
        return new Sorted(readings, rejects, empty);
    }

    private static RejectedRow unknownDevice(CleanedRow row) {
        return RowCleaner.rejected(row.entry(), new Reject(row.line(), FileCode.UNKNOWN_DEVICE,
                "No device " + row.device() + " is registered.", row.original()));
    }

    private static long weight(RowOutcome row) {
        return PER_ROW + switch (row) {
            case RejectedRow(String _, Reject reject) ->
                2L * (reject.original().length() + reject.message().length());
            case CleanedRow cleaned -> 2L * cleaned.original().length() + cleaned.values().stream()
                    .mapToLong(value -> PER_VALUE + 2L * value.originalValue().length()).sum();
        };
    }
}
