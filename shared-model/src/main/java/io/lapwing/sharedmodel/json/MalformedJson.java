package io.lapwing.sharedmodel.json;

/// A text is not JSON. Says where, and never what stood there: that may be a secret.
public final class MalformedJson extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    MalformedJson(int line, int column) {
        super("not valid JSON at line " + line + ", column " + column, null, false, false);
        this.line = line;
        this.column = column;
    }

    /// From 1.
    public int line() {
        return line;
    }

    /// From 1.
    public int column() {
        return column;
    }
}
