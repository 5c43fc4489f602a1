package io.lapwing.sharedmodel.csv;

/// A text is not CSV. Says where, and never what stood there: that may be a secret.
public final class MalformedCsv extends Exception {
    private static final long serialVersionUID = 1L;

    private final long line;

    MalformedCsv(long line, String reason) {
        super(reason, null, false, false);
        this.line = line;
    }

    /// The line that the last row begins on which could be read, from 1; 0 where none could.
    public long line() {
        return line;
    }
}
