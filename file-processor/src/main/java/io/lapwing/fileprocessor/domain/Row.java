package io.lapwing.fileprocessor.domain;

/// A record of a table of text. Valid until its table goes on to the next.
public interface Row {

    /// The line that it begins on, from 1.
    long line();

    int size();

    /// A field, from 0, without the blanks around it.
    String field(int index);

    /// The row as it was written; more than this length need not be given.
    String text(int length);
}
