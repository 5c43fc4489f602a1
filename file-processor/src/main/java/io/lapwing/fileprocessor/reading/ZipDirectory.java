package io.lapwing.fileprocessor.reading;

import io.lapwing.fileprocessor.reading.ZipEntryHeader.Sizes;
import io.lapwing.sharedmodel.file.FileCode;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The directory at the end of a zip archive. It has to name exactly the entries that were read before it: a program
/// that goes by the directory would otherwise see another archive than we, and one that was cut off would seem whole.
final class ZipDirectory {

    static final long ENTRY = 0x02014b50L;
    static final long END = 0x06054b50L;
    private static final long ZIP64_END = 0x06064b50L;
    private static final long ZIP64_LOCATOR = 0x07064b50L;
    private static final String WHAT = "the directory of zip";
    private static final int SIGNATURE = 4;
    private static final int ENTRY_LENGTH = 42;
    private static final int END_LENGTH = 18;
    private static final int LOCATOR_LENGTH = 16;
    private static final long IN_EXTRA = 0xffffffffL;
    private static final int MAX_ZIP64_END = 64 * 1024;

    private record Entry(String name, Sizes sizes) {}

    private final ByteSource source;
    private final Map<Long, Entry> read = new HashMap<>();
    private int named;

    ZipDirectory(ByteSource source) {
        this.source = source;
    }

    /// Notes an entry that was read.
    ///
    /// @param offset where its header begins
    void add(long offset, String name, Sizes sizes) {
        read.put(offset, new Entry(name, sizes));
    }

    int size() {
        return read.size();
    }

    /// Reads the directory and all that follows.
    ///
    /// @param first the signature that was read already
    void check(long first) throws IOException {
        long signature = first;
        while (signature != END) {
            if (signature == ENTRY) {
                checkEntry();
            } else if (signature == ZIP64_END) {
                long length = LittleEndian.u64(source.take(Long.BYTES, WHAT), 0);
                if (length < 0 || length > MAX_ZIP64_END) {
                    throw DistrustedInput.damaged("its directory's end is too long");
                }
                source.take((int) length, WHAT);
            } else if (signature == ZIP64_LOCATOR) {
                source.take(LOCATOR_LENGTH, WHAT);
            } else {
                throw DistrustedInput.damaged("there is something that is not zip in its directory");
            }
            signature = LittleEndian.u32(source.take(SIGNATURE, WHAT), 0);
        }
        checkEnd();
    }

    private void checkEntry() throws IOException {
        byte[] fixed = source.take(ENTRY_LENGTH, WHAT);
        byte[] name = source.take(LittleEndian.u16(fixed, 24), WHAT);
        byte[] extra = source.take(LittleEndian.u16(fixed, 26), WHAT);
        source.take(LittleEndian.u16(fixed, 28), WHAT);
        Sizes sizes = new Sizes(LittleEndian.u32(fixed, 12), LittleEndian.u32(fixed, 16), LittleEndian.u32(fixed, 20));
        long offset = LittleEndian.u32(fixed, 38);
        int zip64 = ZipEntryHeader.extra(extra);
        if (zip64 >= 0) {
            int wide = (sizes.unpacked() == IN_EXTRA ? Long.BYTES : 0) + (sizes.packed() == IN_EXTRA ? Long.BYTES : 0);
            sizes = ZipEntryHeader.wide(sizes, extra, zip64);
            offset = offset == IN_EXTRA ? ZipEntryHeader.u64(extra, zip64 + wide) : offset;
        }
        Entry entry = read.get(offset);
        if (entry == null || !entry.sizes.equals(sizes) || !entry.name.equals(ZipEntryHeader.name(name))) {
            throw differs();
        }
        named++;
    }

    private void checkEnd() throws IOException {
        byte[] end = source.take(END_LENGTH, WHAT);
        int entries = LittleEndian.u16(end, 6);
        source.take(LittleEndian.u16(end, 16), WHAT);
        if (named != read.size() || entries != named) {
            throw differs();
        }
        if (!source.isAtEnd()) {
            throw DistrustedInput.damaged("there is something behind its end");
        }
    }

    private static DistrustedInput differs() {
        return new DistrustedInput(FileCode.TYPE_MISMATCH, "The archive's directory names other entries than it holds; "
                + "it should be packed anew.");
    }
}
