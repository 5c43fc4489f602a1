package io.lapwing.fileprocessor.lake;

import io.lapwing.fileprocessor.lake.ColumnSpec.Kind;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/// A column's rows of one row group, in memory. Each row is either a value or nothing.
final class Column {

    private final ColumnSpec spec;
    private final Dictionary dictionary = new Dictionary();
    private final Bytes plain = new Bytes();
    private final int[] places;
    private final long[] numbers;
    private final int[] present;
    private int rows;
    private int values;
    private @Nullable String lastText;
    private int lastPlace;

    /// @param maxRows how many rows a row group has at most
    Column(ColumnSpec spec, int maxRows) {
        this.spec = spec;
        places = new int[spec.kind() == Kind.NAME || spec.kind() == Kind.FLAG ? maxRows : 0];
        numbers = new long[spec.kind() == Kind.TIMESTAMP || spec.kind() == Kind.SEQUENCE ? maxRows : 0];
        present = new int[spec.required() ? 0 : maxRows];
    }

    ColumnSpec spec() {
        return spec;
    }

    void addNothing() {
        present[rows++] = 0;
    }

    /// A value of a `NAME`.
    void addName(String text) {
        if (!text.equals(lastText)) {
            lastText = text;
            lastPlace = dictionary.placeOf(text);
        }
        places[values] = lastPlace;
        addedValue();
    }

    void addText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        plain.putInt(utf8.length);
        plain.put(utf8);
        addedValue();
    }

    /// A value of a `TIMESTAMP`, a `SEQUENCE` or an `INTEGER`.
    void addNumber(long number) {
        if (spec.kind() == Kind.INTEGER) {
            plain.putLong(number);
        } else {
            numbers[values] = number;
        }
        addedValue();
    }

    void addDecimal(double number) {
        plain.putLong(Double.doubleToRawLongBits(number));
        addedValue();
    }

    void addFlag(boolean flag) {
        places[values] = flag ? 1 : 0;
        addedValue();
    }

    private void addedValue() {
        values++;
        if (!spec.required()) {
            present[rows] = 1;
        }
        rows++;
    }

    /// About how many bytes of texts it holds.
    int textBytes() {
        return dictionary.bytes() + (spec.kind() == Kind.TEXT ? plain.size() : 0);
    }

    int rows() {
        return rows;
    }

    @Nullable
    Dictionary dictionary() {
        return spec.kind() == Kind.NAME ? dictionary : null;
    }

    /// Writes its data page, not compressed.
    void writePage(Bytes page) {
        if (!spec.required()) {
            Bytes levels = new Bytes();
            Runs.write(levels, present, rows, 1);
            page.putInt(levels.size());
            page.put(levels);
        }
        switch (spec.kind()) {
            case NAME -> {
                int width = Math.max(1, BitPacker.widthOf(dictionary.size() - 1L));
                page.put(width);
                Runs.write(page, places, values, width);
            }
            case FLAG -> {
                BitPacker flags = new BitPacker(page, 1);
                for (int i = 0; i < values; i++) {
                    flags.put(places[i]);
                }
                flags.end();
            }
            case TIMESTAMP, SEQUENCE -> Deltas.write(page, numbers, values);
            case TEXT, INTEGER, DECIMAL -> page.put(plain);
        }
    }

    Statistics statistics() {
        return new Statistics(rows - values, switch (spec.kind()) {
            case NAME -> dictionary.range();
            case TIMESTAMP -> rangeOfNumbers();
            case SEQUENCE, TEXT, INTEGER, DECIMAL, FLAG -> null;
        });
    }

    private Statistics.Range rangeOfNumbers() {
        long min = numbers[0];
        long max = numbers[0];
        for (int i = 1; i < values; i++) {
            min = Math.min(min, numbers[i]);
            max = Math.max(max, numbers[i]);
        }
        return Statistics.Range.of(min, max);
    }

    void clear() {
        rows = 0;
        values = 0;
        lastText = null;
        dictionary.clear();
        plain.clear();
    }
}
