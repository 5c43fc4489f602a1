package io.lapwing.fileprocessor.reading;

/// What the tables of a file are packed in.
public enum Packing {
    PLAIN, GZIP, ZIP
}
