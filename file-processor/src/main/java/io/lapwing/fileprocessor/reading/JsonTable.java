package io.lapwing.fileprocessor.reading;

import io.lapwing.fileprocessor.domain.CleaningRules;
import io.lapwing.fileprocessor.domain.ObjectCleaner;
import io.lapwing.fileprocessor.domain.RowOutcome;
import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.Map;

/// A table of lines that are JSON objects each.
final class JsonTable implements Table {

    static final int MAX_LINE = 64 * 1024;

    private final TablePlace place;
    private final LineReader lines;
    private long rows;
    private String line = "";

    private JsonTable(Reader text, TablePlace place) {
        this.place = place;
        this.lines = new LineReader(text, MAX_LINE);
    }

    /// A text that begins as an object does, and has no object on its first line, is something else.
    static JsonTable begin(TextHead text, TablePlace place) throws DistrustedInput {
        String first = text.head().strip().lines().findFirst().orElse("");
        try {
            if (first.length() <= MAX_LINE && !(Json.read(first) instanceof Map<?, ?>)) {
                throw noObjects(place);
            }
        } catch (MalformedJson _) {
            throw noObjects(place);
        }
        return new JsonTable(text, place);
    }

    private static DistrustedInput noObjects(TablePlace place) {
        return place.distrusted(FileCode.TYPE_MISMATCH, 1,
                "The file begins as JSON, and its first line is no object; one "
                        + "object on each line is expected.");
    }

    @Override
    public boolean next() throws IOException {
        try {
            do {
                String read = lines.next();
                if (read == null) {
                    return false;
                }
                line = read;
            } while (line.isBlank());
        } catch (CharacterCodingException _) {
            throw place.encoding(lines.lastLine());
        }
        if (line.length() > MAX_LINE) {
            throw place.distrusted(FileCode.TOO_LARGE, lines.line(),
                    "Line " + lines.line() + " has more than " + MAX_LINE
                            + " characters.");
        }
        rows++;
        return true;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public TableFormat format() {
        return new TableFormat(place.entry(), place.charset(), null, rows);
    }

    @Override
    public Cleaner cleaner(CleaningRules rules) {
        ObjectCleaner cleaner = new ObjectCleaner(place.entry(), rules);
        return () -> clean(cleaner);
    }

    private RowOutcome clean(ObjectCleaner cleaner) {
        try {
            return Json.read(line) instanceof Map<?, ?> object
                    ? cleaner.clean(lines.line(), object, line)
                    : cleaner.reject(lines.line(), line, FileCode.TYPE_MISMATCH, "The line is no JSON object.");
        } catch (MalformedJson e) {
            return cleaner.reject(lines.line(), line, FileCode.TYPE_MISMATCH, "The line is no JSON object from column "
                    + e.column() + " on.");
        }
    }
}
