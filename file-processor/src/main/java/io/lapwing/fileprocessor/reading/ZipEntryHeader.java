package io.lapwing.fileprocessor.reading;

import io.lapwing.sharedmodel.file.FileCode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// What stands before an entry of a zip archive, or of its directory.
///
/// @param hasDescriptor whether checksum and sizes stand behind the entry, and not here
/// @param isZip64 whether sizes have 64 bits
record ZipEntryHeader(String name, int method, boolean hasDescriptor, boolean isZip64, Sizes sizes) {

    static final int STORED = 0;
    static final int DEFLATED = 8;

    /// Checksum and sizes of an entry.
    record Sizes(long crc, long packed, long unpacked) {}

    private static final String WHAT = "a header of zip";
    private static final int LOCAL_LENGTH = 26;
    private static final int FLAG_ENCRYPTED = 1;
    private static final int FLAG_DESCRIPTOR = 8;
    private static final int FLAG_STRONG_ENCRYPTION = 0x40;
    private static final int FLAG_MASKED = 0x2000;
    private static final long IN_EXTRA = 0xffffffffL;
    private static final int EXTRA_ZIP64 = 1;

    /// Reads the header of an entry, behind its signature.
    static ZipEntryHeader readLocal(ByteSource source) throws IOException {
        byte[] fixed = source.take(LOCAL_LENGTH, WHAT);
        int flags = LittleEndian.u16(fixed, 2);
        int method = LittleEndian.u16(fixed, 4);
        String name = name(source.take(LittleEndian.u16(fixed, 22), WHAT));
        byte[] extra = source.take(LittleEndian.u16(fixed, 24), WHAT);
        if ((flags & (FLAG_ENCRYPTED | FLAG_STRONG_ENCRYPTION | FLAG_MASKED)) != 0) {
            throw new DistrustedInput(FileCode.TYPE_MISMATCH, name + " is encrypted; it would be taken without a "
                    + "password.");
        }
        boolean hasDescriptor = (flags & FLAG_DESCRIPTOR) != 0;
        if (method != DEFLATED && (method != STORED || hasDescriptor)) {
            throw new DistrustedInput(FileCode.TYPE_MISMATCH,
                    name + " is packed in a way that is not known; deflate is.");
        }
        int zip64 = extra(extra);
        Sizes sizes = new Sizes(LittleEndian.u32(fixed, 10), LittleEndian.u32(fixed, 14), LittleEndian.u32(fixed, 18));
        return new ZipEntryHeader(name, method, hasDescriptor, zip64 >= 0,
                zip64 < 0 ? sizes : wide(sizes, extra, zip64));
    }

    /// Sizes that do not fit stand in a field of their own, that of the unpacked bytes first.
    static Sizes wide(Sizes sizes, byte[] extra, int at) throws DistrustedInput {
        int next = at;
        long unpacked = sizes.unpacked();
        if (unpacked == IN_EXTRA) {
            unpacked = u64(extra, next);
            next += Long.BYTES;
        }
        long packed = sizes.packed() == IN_EXTRA ? u64(extra, next) : sizes.packed();
        return new Sizes(sizes.crc(), packed, unpacked);
    }

    /// Where the field of 64-bit sizes begins; -1 if there is none.
    static int extra(byte[] extra) {
        for (int at = 0; at + 4 <= extra.length; at += 4 + LittleEndian.u16(extra, at + 2)) {
            if (LittleEndian.u16(extra, at) == EXTRA_ZIP64) {
                return at + 4;
            }
        }
        return -1;
    }

    boolean isFolder() {
        return name.endsWith("/") || name.endsWith("\\");
    }

    /// What systems put into archives without being asked to.
    boolean isHidden() {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return name.startsWith("__MACOSX/") || last.startsWith(".") || last.equals("Thumbs.db")
                || last.equals("desktop.ini");
    }

    static long u64(byte[] bytes, int at) throws DistrustedInput {
        long size = at + Long.BYTES <= bytes.length ? LittleEndian.u64(bytes, at) : -1;
        if (size < 0) {
            throw DistrustedInput.damaged("a size in it is none");
        }
        return size;
    }

    /// Whatever the header says of the name's encoding: most write UTF-8. It is only told, never written to.
    static String name(byte[] bytes) throws DistrustedInput {
        String name;
        try {
            name = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            name = new String(bytes, StandardCharsets.ISO_8859_1);
        }
        EntryNames.check(name);
        return name;
    }
}
