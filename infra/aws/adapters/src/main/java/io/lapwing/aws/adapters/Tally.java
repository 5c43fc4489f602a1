package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

import org.jspecify.annotations.Nullable;

/// Counts what becomes of one message's values.
final class Tally {

    private int added;
    private int unchanged;
    private int overwritten;
    private int late;

    /// @return whether the value is another than before
    boolean count(@Nullable MetricValue before, MetricValue value) {
        if (before == null) {
            added++;
        } else if (ExactNumbers.same(before, value)) {
            unchanged++;
            return false;
        } else {
            overwritten++;
        }
        return true;
    }

    void unchanged(int values) {
        unchanged += values;
    }

    void late() {
        late++;
    }

    void add(Written written) {
        added += written.added();
        unchanged += written.unchanged();
        overwritten += written.overwritten();
        late += written.late();
    }

    Written total() {
        return new Written(added, unchanged, overwritten, late);
    }
}
