package io.lapwing.sharedmodel.file;

import java.util.ArrayList;
import java.util.List;

/// How far a file's rows are loaded: what its next step goes on from, and in the end its report.
///
/// @param rowsTotal how many there are, good and bad; 0 until they were counted
/// @param rowsRead how many of them were gone through
/// @param rowsLoaded how many changed anything
/// @param rowsDuplicate how many said nothing that was not stored already
/// @param rejects the first [#MAX_REJECTS] that were rejected
/// @param rejectParts how many steps rejected any
public record LoadProgress(long rowsTotal, long rowsRead, long rowsLoaded, long rowsDuplicate, long rowsRejected,
        List<ReportedReject> rejects, int rejectParts) {

    public static final int MAX_REJECTS = 100;
    public static final LoadProgress NONE = new LoadProgress(0, 0, 0, 0, 0, List.of(), 0);

    public LoadProgress {
        rejects = List.copyOf(rejects);
        if (rowsRead < rowsLoaded + rowsDuplicate + rowsRejected) {
            throw new IllegalArgumentException("more rows have an outcome than were read");
        }
    }

    /// What one step came to.
    ///
    /// @param read how many rows it went through
    /// @param rejects those that it rejected, at least the first [#MAX_REJECTS]
    public record Step(long read, long loaded, long duplicate, long rejected, List<ReportedReject> rejects) {

        public Step {
            rejects = List.copyOf(rejects);
        }
    }

    public LoadProgress ofTotal(long rows) {
        return new LoadProgress(rows, rowsRead, rowsLoaded, rowsDuplicate, rowsRejected, rejects, rejectParts);
    }

    public LoadProgress plus(Step step) {
        List<ReportedReject> first = new ArrayList<>(rejects);
        step.rejects().stream().limit(MAX_REJECTS - (long) rejects.size()).forEach(first::add);
        return new LoadProgress(rowsTotal, rowsRead + step.read(), rowsLoaded + step.loaded(),
                rowsDuplicate + step.duplicate(), rowsRejected + step.rejected(), first,
                rejectParts + (step.rejected() > 0 ? 1 : 0));
    }
}
