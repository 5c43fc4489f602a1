package io.lapwing.sharedmodel.csv;

import java.util.List;

/// A record of a table.
///
/// @param line the line of the text that it begins on, from 1
/// @param cells its fields, without the blanks around them
public record CsvRow(long line, List<String> cells) {

    public CsvRow {
        cells = List.copyOf(cells);
    }
}
