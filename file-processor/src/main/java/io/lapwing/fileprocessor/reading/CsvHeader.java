package io.lapwing.fileprocessor.reading;

import io.lapwing.fileprocessor.domain.Columns;
import io.lapwing.fileprocessor.domain.Header;
import io.lapwing.fileprocessor.domain.Header.NotUnderstood;
import io.lapwing.fileprocessor.domain.Header.Understood;
import io.lapwing.sharedmodel.csv.BrokenRecord;
import io.lapwing.sharedmodel.csv.CsvCursor;
import io.lapwing.sharedmodel.file.FileCode;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// The header of a table of CSV, and the delimiter that makes sense of it.
///
/// @param records how many it takes, with what a spreadsheet puts before it
record CsvHeader(char delimiter, Columns columns, int records) {

    private static final List<Character> DELIMITERS = List.of(',', ';', '\t');
    /// A first line of some spreadsheets, which names the delimiter.
    private static final String SEPARATOR_LINE = "sep=";

    /// Why a delimiter makes no sense.
    private record Failure(FileCode code, long line, String message, int weight) {}

    /// Tries each delimiter: the one that makes a header that is understood is right.
    static CsvHeader read(String head, TablePlace place) throws IOException {
        Failure worst = null;
        for (char delimiter : DELIMITERS) {
            List<Failure> failures = new ArrayList<>();
            CsvHeader header = tryWith(delimiter, head, failures);
            if (header != null) {
                return header;
            }
            Failure failure = failures.getFirst();
            worst = worst == null || failure.weight > worst.weight ? failure : worst;
        }
        if (worst == null) {
            throw new IllegalStateException("no delimiter was tried");
        }
        throw place.distrusted(worst.code, worst.line, worst.message);
    }

    static DistrustedInput distrusted(BrokenRecord e, TablePlace place) {
        return place.distrusted(code(e), e.line(), message(e));
    }

    private static @Nullable CsvHeader tryWith(char delimiter, String head, List<Failure> failures) throws IOException {
        try (CsvCursor cursor = new CsvCursor(new StringReader(head), delimiter)) {
            int records = 0;
            while (cursor.next()) {
                if (cursor.isBlank()) {
                    continue;
                }
                records++;
                if (records == 1 && cursor.text(SEPARATOR_LINE.length() + 1).startsWith(SEPARATOR_LINE)) {
                    continue;
                }
                return understood(cursor, delimiter, records, failures);
            }
            failures.add(new Failure(FileCode.TYPE_MISMATCH, 1, "The file is empty; a header is expected, as "
                    + "device_id,ts,metric,value,unit.", 0));
        } catch (BrokenRecord e) {
            failures.add(new Failure(code(e), e.line(), message(e), 1));
        }
        return null;
    }

    private static @Nullable CsvHeader understood(CsvCursor cursor, char delimiter, int records,
            List<Failure> failures) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < cursor.size(); i++) {
            cells.add(cursor.field(i));
        }
        return switch (Header.read(cells)) {
            case Understood(Columns columns) -> new CsvHeader(delimiter, columns, records);
            case NotUnderstood(boolean isTable, FileCode code, String reason) -> {
                failures.add(new Failure(code, cursor.line(), reason, isTable ? 2 : 0));
                yield null;
            }
        };
    }

    private static FileCode code(BrokenRecord e) {
        return switch (e.kind()) {
            case UNCLOSED_QUOTE, STRAY_QUOTE -> FileCode.UNCLOSED_QUOTE;
            case TOO_LONG, TOO_MANY_FIELDS -> FileCode.TOO_LARGE;
        };
    }

    private static String message(BrokenRecord e) {
        return switch (e.kind()) {
            case UNCLOSED_QUOTE -> "The quote that opens in line " + e.line() + " does not close within "
                    + CsvCursor.MAX_RECORD + " characters, or before the table ends.";
            case STRAY_QUOTE -> "Something follows a closing quote before its field ends, here and in more than "
                    + CsvTable.MAX_BROKEN
                    + " lines before, or in the header; a quote in a quoted field is written twice.";
            case TOO_LONG -> "The record that begins in line " + e.line() + " has more than " + CsvCursor.MAX_RECORD
                    + " characters.";
            case TOO_MANY_FIELDS -> "The record that begins in line " + e.line() + " has more than "
                    + CsvCursor.MAX_FIELDS + " fields.";
        };
    }
}
