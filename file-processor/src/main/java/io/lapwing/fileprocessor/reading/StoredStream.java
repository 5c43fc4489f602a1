package io.lapwing.fileprocessor.reading;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/// So many bytes as they are, or all there are.
final class StoredStream extends InputStream {

    private final ByteSource source;
    private final UnpackGuard guard;
    private final CRC32 crc = new CRC32();
    private final boolean isBounded;
    private long left;

    /// @param size `Long.MAX_VALUE` for all there are
    StoredStream(ByteSource source, UnpackGuard guard, long size) {
        this.source = source;
        this.guard = guard;
        this.left = size;
        this.isBounded = size < Long.MAX_VALUE;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int count = source.read(buffer, offset, (int) Math.min(left, length));
        if (count < 0) {
            if (isBounded) {
                throw DistrustedInput.truncated("what it packs");
            }
            return -1;
        }
        left -= count;
        guard.count(count);
        if (isBounded) {
            crc.update(buffer, offset, count);
        }
        return count;
    }

    long crc() {
        return crc.getValue();
    }
}
