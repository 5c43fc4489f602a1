package io.lapwing.sharedmodel.csv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.FieldModifiers;

/// Reads CSV (RFC 4180) as spreadsheets write it: in UTF-8, with or without a byte order mark, its fields separated by
/// whichever of comma, semicolon and tab comes first outside of quotes.
public final class Csv {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String SEPARATORS = ",;\t";
    private static final int MAX_CELLS = 1000;

    private Csv() {}

    /// The first rows of a table. Rows may have any number of cells; empty lines are left out.
    ///
    /// @param max how many at most; what comes after them is not read
    public static List<CsvRow> read(byte[] csv, int max) throws MalformedCsv {
        String text = decode(csv);
        CsvRecordHandler cells = CsvRecordHandler
                .of(handler -> handler.maxFields(MAX_CELLS).fieldModifier(FieldModifiers.STRIP));
        Iterator<CsvRecord> records = CsvReader.builder().fieldSeparator(separator(text))
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false).build(cells, text).iterator();
        List<CsvRow> rows = new ArrayList<>();
        try {
            while (rows.size() < max && records.hasNext()) {
                CsvRecord row = records.next();
                rows.add(new CsvRow(row.getStartingLineNumber(), row.getFields()));
            }
        } catch (CsvParseException _) {
            throw new MalformedCsv(rows.isEmpty() ? 0 : rows.getLast().line(),
                    "a quote does not end where its field does, or there are more than " + MAX_CELLS + " fields");
        }
        return rows;
    }

    private static char separator(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && SEPARATORS.indexOf(c) >= 0) {
                return c;
            }
        }
        return SEPARATORS.charAt(0);
    }

    private static String decode(byte[] csv) throws MalformedCsv {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(csv)).toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            throw new MalformedCsv(0, "it is not in UTF-8");
        }
    }
}
