package io.lapwing.fileprocessor.reading;

import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.file.FileFinding;

import java.util.List;

/// What looking through a whole file says, before any row of it is taken.
public sealed interface Inspection {

    /// It is what it seems to be, to its last byte. Single rows may be wrong.
    record Trusted(Packing packing, List<TableFormat> tables) implements Inspection {

        public Trusted {
            tables = List.copyOf(tables);
        }

        /// How many rows the second pass will give, good and bad.
        public long rows() {
            return tables.stream().mapToLong(TableFormat::rows).sum();
        }
    }

    /// It is not, and no row of it may be taken.
    ///
    /// @param line of the table that it shows in, from 1; 0 where it concerns no line
    /// @param message a sentence for whoever sent it
    record Distrusted(FileCode code, long line, String message) implements Inspection {

        /// As a file's report names it.
        public FileFinding finding() {
            return new FileFinding(code, line, message);
        }
    }
}
