package io.lapwing.fileprocessor.domain;

import io.lapwing.fileprocessor.domain.RowOutcome.RejectedRow;
import io.lapwing.sharedmodel.file.Reject;

import java.util.List;

/// Rejected rows as CSV (RFC 4180). What a row was stays as it was: who opens it in a spreadsheet opens what he sent.
public final class RejectsTable {

    public static final String HEADER = "entry,line,code,message,original\r\n";

    private static final int USUAL_ROW = 200;

    private RejectsTable() {}

    /// The rows, without a header.
    public static String of(List<RejectedRow> rows) {
        StringBuilder table = new StringBuilder(rows.size() * USUAL_ROW);
        for (RejectedRow row : rows) {
            Reject reject = row.reject();
            append(table, row.entry() == null ? "" : row.entry());
            append(table.append(','), Long.toString(reject.line()));
            append(table.append(','), reject.code().name());
            append(table.append(','), reject.message());
            append(table.append(','), reject.original());
            table.append("\r\n");
        }
        return table.toString();
    }

    private static void append(StringBuilder table, String cell) {
        if (cell.chars().noneMatch(RejectsTable::wantsQuotes)) {
            table.append(cell);
            return;
        }
        table.append('"').append(cell.replace("\"", "\"\"")).append('"');
    }

    private static boolean wantsQuotes(int c) {
        return c == ',' || c == '"' || c == '\r' || c == '\n';
    }
}
