package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.StoredReading;

/// What one commit, or several in a row, brought for one reading.
///
/// @param since the first of these commits: who reads the device as it was before does not see it
/// @param commit the last of them: of two pieces, the later one's word on a metric counts
record Piece(long since, long commit, StoredReading reading) {

    static Piece of(long commit, StoredReading reading) {
        return new Piece(commit, commit, reading);
    }
}
