package io.lapwing.fileprocessor.lake;

import org.jspecify.annotations.Nullable;

/// What a reader can tell of a column's rows without reading them.
///
/// @param range the least and the greatest value, if they are kept
record Statistics(long nulls, @Nullable Range range) {

    /// Two values as Parquet writes them.
    static final class Range {

        private final byte[] min;
        private final byte[] max;

        Range(byte[] min, byte[] max) {
            this.min = min;
            this.max = max;
        }

        static Range of(long min, long max) {
            return new Range(bytes(min), bytes(max));
        }

        private static byte[] bytes(long value) {
            Bytes bytes = new Bytes();
            bytes.putLong(value);
            return bytes.toArray();
        }
    }

    void describe(Thrift struct) {
        struct.i64(3, nulls);
        if (range != null) {
            struct.binary(5, range.max).binary(6, range.min);
        }
    }
}
