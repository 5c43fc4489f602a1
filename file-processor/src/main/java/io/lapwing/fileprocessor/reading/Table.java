package io.lapwing.fileprocessor.reading;

import io.lapwing.fileprocessor.domain.CleaningRules;
import io.lapwing.fileprocessor.domain.RowOutcome;

import java.io.IOException;

/// A table whose beginning was understood. Both passes go through it in the same way, so that they see the same rows.
sealed interface Table permits CsvTable, JsonTable {

    /// How many rows there were so far.
    long rows();

    TableFormat format();

    /// Goes to the next row.
    ///
    /// @return whether there is one
    /// @throws DistrustedInput
    ///             if what comes next shows that none of the table can be trusted
    boolean next() throws IOException;

    /// What the row means.
    interface Cleaner {

        RowOutcome clean();
    }

    /// Cleans rows of this table as they come by.
    Cleaner cleaner(CleaningRules rules);
}
