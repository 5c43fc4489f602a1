package io.lapwing.fileprocessor.reading;

import io.lapwing.fileprocessor.domain.DeviceColumns;
import io.lapwing.fileprocessor.domain.DeviceRow;
import io.lapwing.fileprocessor.domain.Row;
import io.lapwing.fileprocessor.reading.Inspection.Trusted;
import io.lapwing.fileprocessor.reading.Tables.PlacedText;
import io.lapwing.sharedmodel.csv.BrokenRecord;
import io.lapwing.sharedmodel.csv.CsvCursor;
import io.lapwing.sharedmodel.file.FileCode;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// A list of devices: CSV with a header, in UTF-8 or UTF-16, as it is, in gzip or as the only table of a zip archive. What
/// is broken in it anywhere, it cannot be trusted for. Not thread-safe.
public final class DeviceList implements Closeable {

    /// How many rows a list can have.
    public static final int MAX_ROWS = 100_000;

    private static final List<Character> DELIMITERS = List.of(',', ';', '\t');

    private final Tables tables;
    private final PlacedText placed;
    private final char delimiter;
    private final DeviceColumns columns;
    private final CsvCursor cursor;
    private final Row row = new CursorRow();
    private int rows;

    private DeviceList(Tables tables, PlacedText placed, char delimiter) throws IOException {
        this.tables = tables;
        this.placed = placed;
        this.delimiter = delimiter;
        this.cursor = new CsvCursor(placed.text(), delimiter);
        advance();
        this.columns = new DeviceColumns(cells(cursor));
    }

    /// @throws DistrustedInput
    ///             if it is no such list
    public static DeviceList open(InputStream file, Limits limits) throws IOException {
        Tables tables = Tables.of(file, limits);
        PlacedText placed = tables.nextText();
        if (placed == null) {
            throw new DistrustedInput(FileCode.TYPE_MISMATCH, "There is no table in the archive.");
        }
        try {
            return new DeviceList(tables, placed, delimiter(placed));
        } catch (DistrustedInput e) {
            placed.text().throwFailure();
            throw e;
        }
    }

    /// The first pass through a list. Closes the stream.
    public static Inspection inspect(InputStream file, Limits limits) throws IOException {
        try (DeviceList list = open(file, limits)) {
            while (list.advance()) {
                list.rows++;
            }
            TableFormat format = new TableFormat(list.placed.place().entry(), list.placed.place().charset(),
                    list.delimiter, list.rows);
            return new Trusted(list.tables.packing(), List.of(format));
        } catch (DistrustedInput e) {
            return e.distrusted();
        }
    }

    /// The next row; null behind the last, when the file was read and checked to its end.
    ///
    /// @throws DistrustedInput
    ///             if what comes next shows that none of the list can be trusted
    public @Nullable DeviceRow next() throws IOException {
        if (!advance()) {
            return null;
        }
        rows++;
        return DeviceRow.read(columns, row);
    }

    @Override
    public void close() throws IOException {
        tables.close();
    }

    private boolean advance() throws IOException {
        try {
            do {
                if (!cursor.next()) {
                    requireEnd();
                    return false;
                }
            } while (cursor.isBlank());
        } catch (BrokenRecord e) {
            throw CsvHeader.distrusted(e, placed.place());
        } catch (CharacterCodingException _) {
            throw placed.place().encoding(cursor.lastLine());
        }
        if (rows == MAX_ROWS) {
            throw placed.place().distrusted(FileCode.TOO_LARGE, cursor.line(),
                    "The list has more than " + MAX_ROWS + " devices.");
        }
        return true;
    }

    private void requireEnd() throws IOException {
        if (tables.nextText() != null) {
            throw new DistrustedInput(FileCode.TYPE_MISMATCH, "The archive holds more than one list of devices.");
        }
    }

    /// Tries each delimiter: the one that makes a header that is understood is right.
    private static char delimiter(PlacedText placed) throws IOException {
        String fault = "";
        int most = 0;
        for (char delimiter : DELIMITERS) {
            List<String> header = header(placed, delimiter);
            Optional<String> wrong = DeviceColumns.fault(header);
            if (wrong.isEmpty()) {
                return delimiter;
            }
            if (header.size() > most || fault.isEmpty()) {
                fault = wrong.get();
                most = header.size();
            }
        }
        throw placed.place().distrusted(FileCode.TYPE_MISMATCH, 1, fault);
    }

    private static List<String> header(PlacedText placed, char delimiter) throws IOException {
        try (CsvCursor cursor = new CsvCursor(new StringReader(placed.text().head()), delimiter)) {
            while (cursor.next()) {
                if (!cursor.isBlank()) {
                    return cells(cursor);
                }
            }
            return List.of();
        } catch (BrokenRecord e) {
            throw CsvHeader.distrusted(e, placed.place());
        }
    }

    private static List<String> cells(CsvCursor cursor) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < cursor.size(); i++) {
            cells.add(cursor.field(i));
        }
        return cells;
    }

    private final class CursorRow implements Row {

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
}
