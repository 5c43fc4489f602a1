package io.lapwing.fileprocessor.reading;

import io.lapwing.sharedmodel.file.FileCode;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

/// A gzip file (RFC 1952) of one or more members, which together are one table. The JDK's own reader takes a member
/// that it cannot read for the file's end, and so a file that was cut off for a whole one.
final class GzipContainer implements Container {

    private static final int HEADER = 10;
    private static final int TRAILER = 8;
    private static final int DEFLATED = 8;
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int FLAGS_RESERVED = 0xe0;
    private static final String HEADER_NAME = "a header of gzip";
    private static final long UNSIGNED_INT = 0xffffffffL;
    /// Names and comments of a header.
    private static final int MAX_TEXT = 64 * 1024;

    private final ByteSource source;
    private final UnpackGuard guard;
    private final CRC32 headerCrc = new CRC32();
    private @Nullable InflatedStream member;
    private boolean given;

    GzipContainer(ByteSource source, UnpackGuard guard) {
        this.source = source;
        this.guard = guard;
    }

    @Override
    public Packing packing() {
        return Packing.GZIP;
    }

    @Override
    public @Nullable Part next() throws IOException {
        if (given) {
            return null;
        }
        given = true;
        member = begin();
        return new Part(null, new Members());
    }

    @Override
    public void close() throws IOException {
        if (member != null) {
            member.close();
        }
        source.close();
    }

    /// The members' bytes, one after another.
    private final class Members extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            InflatedStream current = member;
            while (current != null) {
                int count = current.read(buffer, offset, length);
                if (count >= 0) {
                    return count;
                }
                end(current);
                current = skipPadding() ? null : begin();
                member = current;
            }
            return -1;
        }
    }

    private InflatedStream begin() throws IOException {
        headerCrc.reset();
        byte[] header = take(HEADER);
        int flags = header[3] & 0xff;
        if (header[0] != 0x1f || (header[1] & 0xff) != 0x8b) {
            throw DistrustedInput.damaged("behind its end there is something that is not gzip");
        }
        if (header[2] != DEFLATED || (flags & FLAGS_RESERVED) != 0) {
            throw new DistrustedInput(FileCode.TYPE_MISMATCH, "The file is packed in a way of gzip that is not known.");
        }
        if ((flags & FLAG_EXTRA) != 0) {
            byte[] length = take(2);
            take((length[0] & 0xff) | (length[1] & 0xff) << 8);
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            long expected = headerCrc.getValue() & 0xffff;
            if (expected != LittleEndian.u16(source.take(2, HEADER_NAME), 0)) {
                throw DistrustedInput.damaged("its header's checksum differs");
            }
        }
        return new InflatedStream(source, guard);
    }

    private void end(InflatedStream ended) throws IOException {
        byte[] trailer = source.take(TRAILER, "the checksum of gzip");
        if (LittleEndian.u32(trailer, 0) != ended.crc()
                || LittleEndian.u32(trailer, 4) != (ended.made() & UNSIGNED_INT)) {
            throw DistrustedInput.damaged("its checksum differs");
        }
    }

    /// Zeros behind the last member are what tapes and block devices leave there.
    ///
    /// @return whether the file ends
    private boolean skipPadding() throws IOException {
        byte[] next = source.peek(1);
        if (next.length == 1 && next[0] != 0) {
            return false;
        }
        while (!source.isAtEnd()) {
            if (source.read() != 0) {
                throw DistrustedInput.damaged("behind its end there is something that is not gzip");
            }
        }
        return true;
    }

    private byte[] take(int count) throws IOException {
        byte[] taken = source.take(count, HEADER_NAME);
        headerCrc.update(taken);
        return taken;
    }

    private void skipText() throws IOException {
        for (int i = 0; i < MAX_TEXT; i++) {
            if (take(1)[0] == 0) {
                return;
            }
        }
        throw DistrustedInput.damaged("its header does not end");
    }
}
