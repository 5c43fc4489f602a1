package io.lapwing.fileprocessor.lake;

import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.lake.DayReading;
import io.lapwing.sharedmodel.lake.LakeFile;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A Parquet file of readings in the making, on the disk of the machine that makes it; gone when it is closed. The same
/// readings always make the same bytes. Not thread-safe. All methods throw [UncheckedIOException] where the disk fails.
public final class ReadingsFile implements AutoCloseable {

    private static final ContentType TYPE = new ContentType("application/vnd.apache.parquet");
    /// What texts may take in a row group, about.
    private static final int MAX_TEXT_BYTES = 8 << 20;

    private final Path path;
    private final Size size;
    private final MessageDigest digest = Sha256.digest();
    private final DigestOutputStream out;
    private final ReadingRows rows;
    private final ParquetOutput parquet;
    private long written;

    /// How large things become.
    ///
    /// @param rowsPerGroup what is held in memory
    /// @param bytesPerFile from where on a file is full
    public record Size(int rowsPerGroup, long bytesPerFile) {

        /// A few megabytes in memory, and pages of one megabyte; files of 256 MiB, which fit on the disk of a cloud's
        /// function.
        public static final Size USUAL = new Size(1 << 17, 256L << 20);
    }

    private ReadingsFile(Path path, Size size) throws IOException {
        this.path = path;
        this.size = size;
        rows = new ReadingRows(size.rowsPerGroup());
        out = new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(path)), digest);
        parquet = new ParquetOutput(out, rows.columns().stream().map(Column::spec).toList(), ReadingRows.SORTED_BY);
    }

    /// @param scratch a folder, for as long as the file is open
    public static ReadingsFile begin(Path scratch, Size size) {
        try {
            return new ReadingsFile(Files.createTempFile(scratch, "readings-", ".tmp"), size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Adds the values of a reading that comes behind those before it.
    public void add(DayReading reading) {
        List<Map.Entry<MetricName, MetricValue>> values = new ArrayList<>(reading.reading().values().entrySet());
        values.sort(Map.Entry.comparingByKey());
        for (Map.Entry<MetricName, MetricValue> value : values) {
            if (rows.size() == size.rowsPerGroup() || rows.textBytes() > MAX_TEXT_BYTES) {
                flush();
            }
            rows.add(reading, value);
        }
    }

    /// Whether what comes next belongs into another file.
    public boolean isFull() {
        return parquet.position() >= size.bytesPerFile();
    }

    /// Ends it: nothing can be added any more.
    public void end() {
        flush();
        try {
            parquet.end();
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void flush() {
        if (rows.size() > 0) {
            written += rows.size();
            try {
                parquet.write(rows.columns());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// What the lake is to know of it, once it has ended. To be asked once.
    public LakeFile describe(ObjectKey key) {
        return new LakeFile(key, written, parquet.position(), Sha256.of(digest));
    }

    /// Its bytes, once it has ended.
    public ObjectContent content() {
        return new ObjectContent(TYPE, parquet.position(), () -> Files.newInputStream(path));
    }

    @Override
    public void close() {
        parquet.close();
        try {
            out.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
