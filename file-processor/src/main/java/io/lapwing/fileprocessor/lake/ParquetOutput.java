package io.lapwing.fileprocessor.lake;

import io.lapwing.fileprocessor.lake.RowGroup.Chunk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/// A Parquet file on its way out: row groups, one after another, and a footer. Each column of a row group is one page,
/// compressed with zstd.
///
/// Written here rather than with parquet-java: that asks for Hadoop, and 31 MB, to write the few encodings that readings
/// need. Holds one row group in memory, and of those before what the footer says. Not thread-safe.
///
/// @see <a href="https://parquet.apache.org/docs/file-format/">the format</a>
final class ParquetOutput implements AutoCloseable {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int ZSTD_LEVEL = 3;
    private static final int DATA_PAGE = 0;
    private static final int DICTIONARY_PAGE = 2;
    private static final int PLAIN = 0;
    private static final int RLE = 3;

    private final OutputStream out;
    private final List<ColumnSpec> columns;
    private final int sortedBy;
    private final List<RowGroup> groups = new ArrayList<>();
    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(ZSTD_LEVEL);
    private final Bytes page = new Bytes();
    private final Bytes header = new Bytes();
    private byte[] compressed = new byte[0];
    private long position;
    /// What the row group would have taken so far.
    private long bytes;

    /// @param sortedBy how many of the columns, from the first, the rows are sorted by
    ParquetOutput(OutputStream out, List<ColumnSpec> columns, int sortedBy) throws IOException {
        this.out = out;
        this.columns = columns;
        this.sortedBy = sortedBy;
        write(MAGIC, MAGIC.length);
    }

    /// How many bytes were written so far.
    long position() {
        return position;
    }

    /// Writes a row group, and empties the columns.
    void write(List<Column> group) throws IOException {
        long begin = position;
        bytes = 0;
        List<Chunk> chunks = new ArrayList<>();
        for (Column column : group) {
            chunks.add(write(column));
        }
        groups.add(new RowGroup(group.getFirst().rows(), begin, bytes, position - begin, chunks));
        group.forEach(Column::clear);
    }

    private Chunk write(Column column) throws IOException {
        long begin = position;
        long bytesBefore = bytes;
        Dictionary dictionary = column.dictionary();
        if (dictionary != null) {
            page.clear();
            dictionary.write(page);
            writePage(DICTIONARY_PAGE, head -> head.struct(7,
                    own -> own.i32(1, dictionary.size()).i32(2, PLAIN)));
        }
        long data = position;
        page.clear();
        column.writePage(page);
        writePage(DATA_PAGE, head -> head.struct(5, own -> own.i32(1, column.rows())
                .i32(2, column.spec().kind().encoding()).i32(3, RLE).i32(4, RLE)));
        return new Chunk(column.spec(), column.rows(), dictionary == null ? -1 : begin, data, bytes - bytesBefore,
                position - begin, column.statistics());
    }

    private void writePage(int type, Consumer<Thrift> own) throws IOException {
        int bound = Math.toIntExact(Zstd.compressBound(page.size()));
        if (compressed.length < bound) {
            compressed = new byte[bound];
        }
        int size = zstd.compressByteArray(compressed, 0, compressed.length, page.array(), 0, page.size());
        header.clear();
        Thrift.write(header, head -> own.accept(head.i32(1, type).i32(2, page.size()).i32(3, size)));
        write(header.array(), header.size());
        write(compressed, size);
        bytes += header.size() + page.size();
    }

    private void write(byte[] array, int size) throws IOException {
        out.write(array, 0, size);
        position += size;
    }

    /// Writes the footer. Nothing can be written after it.
    void end() throws IOException {
        page.clear();
        Thrift.write(page, file -> file.i32(1, VERSION)
                .structs(2, elements(), (element, column) -> column.accept(element))
                .i64(3, groups.stream().mapToLong(RowGroup::rows).sum())
                .structs(4, groups, (struct, group) -> group.describe(struct, sortedBy)).text(6, "lapwing")
                .structs(7, columns, (order, _) -> order.empty(1)));
        int size = page.size();
        page.putInt(size);
        page.put(MAGIC);
        write(page.array(), page.size());
    }

    /// The schema as a list: its root, and below it the columns.
    private List<Consumer<Thrift>> elements() {
        List<Consumer<Thrift>> elements = new ArrayList<>();
        elements.add(root -> root.text(4, "reading").i32(5, columns.size()));
        columns.forEach(column -> elements.add(column::describe));
        return elements;
    }

    @Override
    public void close() {
        zstd.close();
    }
}
