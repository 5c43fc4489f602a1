package io.lapwing.fileprocessor.reading;

import io.lapwing.fileprocessor.reading.ZipEntryHeader.Sizes;
import io.lapwing.sharedmodel.file.FileCode;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/// A zip archive, read from its beginning to its end: each entry is a table. The JDK's own reader never looks at the
/// directory, and so takes an archive that was cut off between two entries for a whole one.
final class ZipContainer implements Container {

    private static final long LOCAL = 0x04034b50L;
    private static final long DESCRIPTOR = 0x08074b50L;
    private static final String WHAT = "an archive of zip";
    private static final int INT = 4;
    private static final long UNSIGNED_INT = 0xffffffffL;
    private static final int PIECE = 8192;

    private final ByteSource source;
    private final UnpackGuard guard;
    private final int maxEntries;
    private final ZipDirectory directory;
    private @Nullable ZipEntryHeader header;
    private long offset;
    private @Nullable InputStream content;
    private boolean ended;

    ZipContainer(ByteSource source, UnpackGuard guard, int maxEntries) {
        this.source = source;
        this.guard = guard;
        this.maxEntries = maxEntries;
        this.directory = new ZipDirectory(source);
    }

    @Override
    public Packing packing() {
        return Packing.ZIP;
    }

    @Override
    public @Nullable Part next() throws IOException {
        while (!ended) {
            finish();
            offset = source.position();
            long signature = u32();
            if (signature == LOCAL) {
                ZipEntryHeader begun = begin();
                if (!begun.isFolder() && !begun.isHidden() && content != null) {
                    return new Part(begun.name(), content);
                }
            } else {
                directory.check(signature);
                ended = true;
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        if (content != null) {
            content.close();
        }
        source.close();
    }

    private ZipEntryHeader begin() throws IOException {
        if (directory.size() == maxEntries) {
            throw new DistrustedInput(FileCode.TOO_LARGE, "The archive has more than " + maxEntries
                    + " entries; several smaller ones would be taken.");
        }
        ZipEntryHeader begun = ZipEntryHeader.readLocal(source);
        header = begun;
        content = begun.method() == ZipEntryHeader.STORED
                ? new StoredStream(source, guard, begun.sizes().packed())
                : new InflatedStream(source, guard);
        return begun;
    }

    /// Reads what is left of an entry, and checks it.
    private void finish() throws IOException {
        if (header == null || content == null) {
            return;
        }
        byte[] piece = new byte[PIECE];
        while (content.read(piece, 0, PIECE) >= 0) {
            // Whoever asked for this table wanted no more of it, but its checksum is of all.
        }
        Sizes actual = switch (content) {
            case InflatedStream inflated -> new Sizes(inflated.crc(), inflated.packed(), inflated.made());
            case StoredStream stored ->
                new Sizes(stored.crc(), header.sizes().packed(), header.sizes().packed());
            default -> throw new IllegalStateException("an entry is inflated or stored");
        };
        Sizes expected = header.hasDescriptor() ? descriptor(actual) : header.sizes();
        if (!expected.equals(actual)) {
            throw DistrustedInput.damaged("the checksum or the size of " + header.name() + " differs");
        }
        directory.add(offset, header.name(), actual);
        header = null;
        content = null;
    }

    /// With or without a signature, in 32 or 64 bits: it does not say which.
    private Sizes descriptor(Sizes actual) throws IOException {
        long first = u32();
        long crc = first == DESCRIPTOR ? u32() : first;
        boolean isWide = header != null && header.isZip64();
        return isWide || actual.packed() > UNSIGNED_INT || actual.unpacked() > UNSIGNED_INT
                ? new Sizes(crc, u64(), u64())
                : new Sizes(crc, u32(), u32());
    }

    private long u32() throws IOException {
        return LittleEndian.u32(source.take(INT, WHAT), 0);
    }

    private long u64() throws IOException {
        return LittleEndian.u64(source.take(Long.BYTES, WHAT), 0);
    }
}
