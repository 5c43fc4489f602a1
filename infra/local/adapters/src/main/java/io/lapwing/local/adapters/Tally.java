package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

/// Counts what becomes of one message's values.
final class Tally {

    private int added;
    private int unchanged;
    private int overwritten;
    private int late;

    void added(int values) {
        added += values;
    }

    void unchanged(int values) {
        unchanged += values;
    }

    void overwritten() {
        overwritten++;
    }

    void late() {
        late++;
    }

    boolean changedAnything() {
        return added + overwritten > 0;
    }

    Written total() {
        return new Written(added, unchanged, overwritten, late);
    }
}
