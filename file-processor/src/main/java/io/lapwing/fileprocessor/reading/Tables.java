package io.lapwing.fileprocessor.reading;

import io.lapwing.fileprocessor.reading.Container.Part;
import io.lapwing.sharedmodel.file.FileCode;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/// The tables of a file, one after another.
final class Tables implements Closeable {

    private final Container container;

    private Tables(Container container) {
        this.container = container;
    }

    static Tables of(InputStream file, Limits limits) throws IOException {
        return new Tables(Container.of(file, limits));
    }

    Packing packing() {
        return container.packing();
    }

    /// The next table, of which the last one's rest is read and checked; null behind the last, and then the file was
    /// read and checked to its end.
    @Nullable
    Table next() throws IOException {
        PlacedText placed = nextText();
        return placed == null ? null : table(placed);
    }

    /// The text of a table.
    record PlacedText(TextHead text, TablePlace place) {}

    /// The next table's text, whatever it means; else as [#next()].
    @Nullable
    PlacedText nextText() throws IOException {
        Part part = container.next();
        return part == null ? null : text(part);
    }

    @Override
    public void close() throws IOException {
        container.close();
    }

    private PlacedText text(Part part) throws IOException {
        InputStream bytes = new BufferedInputStream(part.bytes());
        bytes.mark(FileKind.NEEDED);
        byte[] beginning = bytes.readNBytes(FileKind.NEEDED);
        bytes.reset();
        Encoding encoding = Encoding.of(beginning);
        TablePlace place = new TablePlace(part.entry(), encoding.charset());
        refuseOthers(FileKind.of(beginning), place);
        if (Encoding.isForeign(beginning)) {
            throw place.distrusted(FileCode.ENCODING, 1,
                    "The file is in no encoding that is known: UTF-8 and UTF-16 are.");
        }
        bytes.skipNBytes(encoding.mark());
        return new PlacedText(new TextHead(new StrictText(bytes, encoding.charset())), place);
    }

    private static Table table(PlacedText placed) throws IOException {
        try {
            return table(placed.text(), placed.place());
        } catch (DistrustedInput e) {
            placed.text().throwFailure();
            throw e;
        }
    }

    private static Table table(TextHead text, TablePlace place) throws IOException {
        return switch (text.firstCharacter()) {
            case '{' -> JsonTable.begin(text, place);
            case '[' -> throw place.distrusted(FileCode.TYPE_MISMATCH, 1,
                    "The file is a JSON array; one object on each line is expected, without brackets around them.");
            case '<' -> throw place.distrusted(FileCode.TYPE_MISMATCH, 1,
                    "The file is a page or XML; CSV, or one JSON object on each line is expected.");
            default -> new CsvTable(CsvHeader.read(text.head(), place), text, place);
        };
    }

    private void refuseOthers(FileKind kind, TablePlace place) throws DistrustedInput {
        if (kind == FileKind.UNMARKED) {
            return;
        }
        boolean isNested = kind.isArchive() && packing() != Packing.PLAIN;
        if (isNested) {
            throw place.distrusted(FileCode.BOMB, 0, "The archive holds " + kind.description()
                    + "; the table itself is expected in it.");
        }
        throw place.distrusted(FileCode.TYPE_MISMATCH, 0, "The file is " + kind.description()
                + "; CSV, or one JSON object on each line is expected, as it is, in gzip or in zip.");
    }
}
