package io.lapwing.fileprocessor.lake;

/// A column of the file, as the schema has it.
///
/// @param required whether each row has a value
record ColumnSpec(String name, Kind kind, boolean required) {

    /// What values a column has, and how a page of them is encoded.
    enum Kind {
        /// Texts that repeat: a dictionary, and places in it.
        NAME(6, 8),
        TEXT(6, 0),
        /// Milliseconds since 1970, UTC.
        TIMESTAMP(2, 5),
        /// Whole numbers that go on from each other.
        SEQUENCE(2, 5),
        INTEGER(2, 0),
        DECIMAL(5, 0),
        FLAG(0, 0);

        private final int type;
        private final int encoding;

        Kind(int type, int encoding) {
            this.type = type;
            this.encoding = encoding;
        }

        /// Parquet's number for the type.
        int type() {
            return type;
        }

        /// Parquet's number for the encoding of data pages.
        int encoding() {
            return encoding;
        }
    }

    private static final int UTF8 = 0;
    private static final int TIMESTAMP_MILLIS = 9;

    /// Writes it as an element of the schema.
    void describe(Thrift element) {
        element.i32(1, kind.type()).i32(3, required ? 0 : 1).text(4, name);
        switch (kind) {
            case NAME, TEXT -> element.i32(6, UTF8).struct(10, logical -> logical.empty(1));
            case TIMESTAMP -> element.i32(6, TIMESTAMP_MILLIS).struct(10,
                    logical -> logical.struct(8, time -> time.flag(1, true).struct(2, unit -> unit.empty(1))));
            case SEQUENCE, INTEGER, DECIMAL, FLAG -> {}
        }
    }
}
