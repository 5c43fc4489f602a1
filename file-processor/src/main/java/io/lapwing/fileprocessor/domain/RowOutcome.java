package io.lapwing.fileprocessor.domain;

import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.file.Reject;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// What became of one row of a file.
public sealed interface RowOutcome {

    /// The name of the table in its archive; null where there is one table only.
    @Nullable
    String entry();

    /// The line that the row begins on in its table, from 1.
    long line();

    /// It can be loaded, if its device is known.
    ///
    /// @param values none if a row of several metrics has nothing to say of any
    /// @param original the row as it stood there: for whoever is told that its device is not known
    record CleanedRow(@Nullable String entry, long line, DeviceId device, Instant ts, List<CleanedValue> values,
            String original) implements RowOutcome {

        public CleanedRow {
            values = List.copyOf(values);
        }
    }

    /// It cannot. The whole row: what is right in it comes again with what was corrected.
    record RejectedRow(@Nullable String entry, Reject reject) implements RowOutcome {

        @Override
        public long line() {
            return reject.line();
        }
    }
}
