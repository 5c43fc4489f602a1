package io.lapwing.sharedmodel.csv;

import io.lapwing.sharedmodel.csv.BrokenRecord.Kind;
import io.lapwing.sharedmodel.csv.RecordFields.LimitReached;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

/// Reads CSV (RFC 4180) of any length record by record, in constant memory. Empty lines are left out, and records may
/// have any number of fields up to [#MAX_FIELDS].
public final class CsvCursor implements Closeable {

    /// In characters, without quotes.
    public static final int MAX_RECORD = 64 * 1024;
    public static final int MAX_FIELDS = 1000;

    /// What the parser may hold of a field: it wants room for one more of its reads beside it.
    private static final int PARSER_BUFFER = MAX_RECORD + 8 * 1024;

    private final RetainedText text;
    private final char separator;
    private final RecordFields fields = new RecordFields();
    private Iterator<RecordFields> records;
    private long linesBefore;
    private long line;
    private String brokenLine = "";

    public CsvCursor(Reader text, char separator) {
        this.text = new RetainedText(text);
        this.separator = separator;
        this.records = parse();
    }

    /// Goes to the next record.
    ///
    /// @return whether there is one
    /// @throws BrokenRecord
    ///             if what comes next is none. After [Kind#STRAY_QUOTE] the cursor stands on the broken line, and can
    ///             go on to the next; after any other there is nothing to go on with
    /// @throws IOException
    ///             what the text itself throws
    public boolean next() throws BrokenRecord, IOException {
        brokenLine = "";
        try {
            if (!records.hasNext()) {
                return false;
            }
            records.next();
            line = linesBefore + fields.line();
            return true;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            line = linesBefore + fields.line();
            throw broken(e);
        }
    }

    /// The line that the record begins on, from 1.
    public long line() {
        return line;
    }

    /// The line that the text was read to: behind the record, and where the text itself failed.
    public long lastLine() {
        return text.lastLine();
    }

    public int size() {
        return fields.count();
    }

    /// A field without the blanks around it.
    public String field(int index) {
        return fields.stripped(index);
    }

    /// Whether nothing stands in any field.
    public boolean isBlank() {
        return fields.areBlank();
    }

    /// The record as it was written, or the broken line; more than this length need not be given.
    public String text(int length) {
        return brokenLine.isEmpty() ? fields.text(separator, length) : brokenLine;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private Iterator<RecordFields> parse() {
        return CsvReader.builder().fieldSeparator(separator).extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE).allowUnclosedQuote(false)
                .maxBufferSize(PARSER_BUFFER).build(fields, text).iterator();
    }

    /// The parser wraps whatever happens in it.
    private BrokenRecord broken(CsvParseException failure) throws IOException, BrokenRecord {
        return switch (failure.getCause()) {
            case LimitReached limit -> new BrokenRecord(limit.kind(), line);
            case RuntimeException other -> throw other;
            case Error error -> throw error;
            case null, default -> diagnose();
        };
    }

    /// The parser's complaints differ in their words only, so the record is looked through again.
    private BrokenRecord diagnose() throws IOException, BrokenRecord {
        int start = text.startOf(line);
        if (start < 0) {
            return new BrokenRecord(Kind.TOO_LONG, line);
        }
        BrokenRecord broken = QuoteSearch.in(text, start, separator).diagnosis(line);
        if (broken.kind() == Kind.STRAY_QUOTE) {
            brokenLine = text.goBehindLine(start, line);
            fields.clear();
            linesBefore = line;
            records = parse();
        }
        return broken;
    }
}
