package io.lapwing.local.adapters;

/// The primary key of a row of `reading`.
record RowKey(long deviceKey, long ts, long seq) {

    boolean isOlderThan(long otherTs, long otherSeq) {
        return ts < otherTs || (ts == otherTs && seq < otherSeq);
    }
}
