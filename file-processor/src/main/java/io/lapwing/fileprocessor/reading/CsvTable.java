package io.lapwing.fileprocessor.reading;

import io.lapwing.fileprocessor.domain.CleaningRules;
import io.lapwing.fileprocessor.domain.Columns;
import io.lapwing.fileprocessor.domain.Row;
import io.lapwing.fileprocessor.domain.RowCleaner;
import io.lapwing.sharedmodel.csv.BrokenRecord;
import io.lapwing.sharedmodel.csv.BrokenRecord.Kind;
import io.lapwing.sharedmodel.csv.CsvCursor;
import io.lapwing.sharedmodel.file.FileCode;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;

/// A table of CSV, behind its header.
final class CsvTable implements Table, Row {

    /// A table with more lines than these whose quotes are broken has no quotes that one could go by.
    static final int MAX_BROKEN = 1000;

    private final CsvHeader header;
    private final TablePlace place;
    private final CsvCursor cursor;
    private long rows;
    private int brokenLines;
    private boolean isBroken;

    CsvTable(CsvHeader header, TextHead text, TablePlace place) throws IOException {
        this.header = header;
        this.place = place;
        this.cursor = new CsvCursor(text, header.delimiter());
        for (int i = 0; i < header.records(); i++) {
            advance();
        }
    }

    @Override
    public boolean next() throws IOException {
        boolean hasNext = advance();
        rows += hasNext ? 1 : 0;
        return hasNext;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public TableFormat format() {
        return new TableFormat(place.entry(), place.charset(), header.delimiter(), rows);
    }

    @Override
    public Cleaner cleaner(CleaningRules rules) {
        RowCleaner cleaner = new RowCleaner(place.entry(), columns(), rules);
        return () -> isBroken
                ? cleaner.reject(this, FileCode.UNCLOSED_QUOTE,
                        "Something follows a closing quote before its field ends"
                                + "; a quote in a quoted field is written twice.")
                : cleaner.clean(this);
    }

    private Columns columns() {
        return header.columns();
    }

    /// Lines without anything in them are no rows: spreadsheets leave such behind.
    private boolean advance() throws IOException {
        try {
            do {
                isBroken = false;
                if (!cursor.next()) {
                    return false;
                }
            } while (cursor.isBlank());
            return true;
        } catch (BrokenRecord e) {
            isBroken = e.kind() == Kind.STRAY_QUOTE && ++brokenLines <= MAX_BROKEN;
            if (isBroken) {
                return true;
            }
            throw CsvHeader.distrusted(e, place);
        } catch (CharacterCodingException _) {
            throw place.encoding(cursor.lastLine());
        }
    }

    @Override
    public long line() {
        return cursor.line();
    }

    @Override
    public int size() {
        return cursor.size();
    }

    @Override
    public String field(int index) {
        return cursor.field(index);
    }

    @Override
    public String text(int length) {
        return cursor.text(length);
    }
}
