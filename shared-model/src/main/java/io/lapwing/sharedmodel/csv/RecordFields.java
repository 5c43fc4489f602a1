package io.lapwing.sharedmodel.csv;

import java.util.Arrays;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;

/// The fields of one record, in memory that the next one takes over: a text is made only of what is asked for.
final class RecordFields extends AbstractBaseCsvCallbackHandler<RecordFields> {

    private static final int FIRST_LENGTH = 1024;

    /// The record is larger than any that is taken.
    static final class LimitReached extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final BrokenRecord.Kind kind;

        LimitReached(BrokenRecord.Kind kind) {
            super(kind.name(), null, false, false);
            this.kind = kind;
        }

        BrokenRecord.Kind kind() {
            return kind;
        }
    }

    private char[] chars = new char[FIRST_LENGTH];
    private final int[] ends = new int[CsvCursor.MAX_FIELDS];
    private final boolean[] quoted = new boolean[CsvCursor.MAX_FIELDS];
    private int count;

    /// The line that the record begins on, counted from where its reader began.
    long line() {
        return getStartingLineNumber();
    }

    int count() {
        return count;
    }

    /// A field without the blanks around it.
    String stripped(int index) {
        int begin = begin(index);
        int end = ends[index];
        while (begin < end && isBlank(chars[begin])) {
            begin++;
        }
        while (begin < end && isBlank(chars[end - 1])) {
            end--;
        }
        return new String(chars, begin, end - begin);
    }

    /// Whether there is nothing but blanks in any field.
    boolean areBlank() {
        int length = count == 0 ? 0 : ends[count - 1];
        for (int i = 0; i < length; i++) {
            if (!isBlank(chars[i])) {
                return false;
            }
        }
        return true;
    }

    /// The record as it was written, of which more than this length is of no interest.
    String text(char separator, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count && text.length() <= length; i++) {
            if (i > 0) {
                text.append(separator);
            }
            String field = new String(chars, begin(i), Math.min(ends[i] - begin(i), length));
            text.append(quoted[i] ? '"' + field.replace("\"", "\"\"") + '"' : field);
        }
        return text.toString();
    }

    void clear() {
        count = 0;
    }

    private int begin(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\u00A0' || (c > ' ' ? c > 0x7f && Character.isWhitespace(c) : c != 0);
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        count = 0;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean isQuoted) {
        if (index == CsvCursor.MAX_FIELDS) {
            throw new LimitReached(BrokenRecord.Kind.TOO_MANY_FIELDS);
        }
        int begin = begin(index);
        int end = begin + length;
        if (end > CsvCursor.MAX_RECORD) {
            throw new LimitReached(BrokenRecord.Kind.TOO_LONG);
        }
        if (end > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(end, 2 * chars.length));
        }
        System.arraycopy(buffer, offset, chars, begin, length);
        ends[index] = end;
        quoted[index] = isQuoted;
        count = index + 1;
    }

    @Override
    protected RecordFields buildRecord() {
        return this;
    }
}
