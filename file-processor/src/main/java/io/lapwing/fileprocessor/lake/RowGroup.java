package io.lapwing.fileprocessor.lake;

import java.util.List;
import java.util.stream.IntStream;

/// A row group as the footer names it.
///
/// @param offset where it begins in the file
/// @param bytes what it would take if nothing were compressed
/// @param compressedBytes what it takes
record RowGroup(long rows, long offset, long bytes, long compressedBytes, List<Chunk> chunks) {

    static final int ZSTD = 6;

    private static final int PLAIN = 0;
    private static final int RLE = 3;

    RowGroup {
        chunks = List.copyOf(chunks);
    }

    /// A column's part of it.
    ///
    /// @param dictionaryOffset where its dictionary is; negative where it has none
    record Chunk(ColumnSpec column, long values, long dictionaryOffset, long dataOffset, long bytes,
            long compressedBytes, Statistics statistics) {

        private boolean hasDictionary() {
            return dictionaryOffset >= 0;
        }

        private void describe(Thrift chunk) {
            chunk.i64(2, 0).struct(3, data -> {
                data.i32(1, column.kind().type()).i32s(2, PLAIN, RLE, column.kind().encoding())
                        .texts(3, column.name()).i32(4, ZSTD).i64(5, values).i64(6, bytes)
                        .i64(7, compressedBytes).i64(9, dataOffset);
                if (hasDictionary()) {
                    data.i64(11, dictionaryOffset);
                }
                data.struct(12, statistics::describe);
            });
        }
    }

    /// @param sortedBy how many of the columns, from the first, the rows are sorted by
    void describe(Thrift group, int sortedBy) {
        List<Integer> places = IntStream.range(0, sortedBy).boxed().toList();
        group.structs(1, chunks, (chunk, column) -> column.describe(chunk)).i64(2, bytes).i64(3, rows)
                .structs(4, places, (sorting, place) -> sorting.i32(1, place).flag(2, false).flag(3, false))
                .i64(5, offset).i64(6, compressedBytes);
    }
}
