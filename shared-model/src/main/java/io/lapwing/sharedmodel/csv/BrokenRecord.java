package io.lapwing.sharedmodel.csv;

/// A record of a table that is no CSV. Says where, and never what stood there.
public final class BrokenRecord extends Exception {
    private static final long serialVersionUID = 1L;

    /// What is wrong with it.
    public enum Kind {
        /// A quote that does not close before the text ends, or within the longest record.
        UNCLOSED_QUOTE,
        /// Something follows a closing quote before its field ends. Only this line is lost: the next one can be read.
        STRAY_QUOTE,
        /// A record of more than [CsvCursor#MAX_RECORD] characters.
        TOO_LONG,
        /// A record of more than [CsvCursor#MAX_FIELDS] fields.
        TOO_MANY_FIELDS
    }

    private final Kind kind;
    private final long line;

    BrokenRecord(Kind kind, long line) {
        super(kind + " at line " + line, null, false, false);
        this.kind = kind;
        this.line = line;
    }

    public Kind kind() {
        return kind;
    }

    /// The line that the quote stands on, or that the record begins on, from 1.
    public long line() {
        return line;
    }
}
