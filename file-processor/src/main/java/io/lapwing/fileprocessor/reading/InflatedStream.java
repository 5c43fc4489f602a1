package io.lapwing.fileprocessor.reading;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// What deflated bytes were. Ends where they say, and leaves what comes behind to its source.
final class InflatedStream extends InputStream {

    private final ByteSource source;
    private final UnpackGuard guard;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private boolean ended;
    private long packed;
    private long made;

    InflatedStream(ByteSource source, UnpackGuard guard) {
        this.source = source;
        this.guard = guard;
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
        int count = 0;
        while (count == 0 && !ended) {
            count = inflate(buffer, offset, length);
            if (count == 0 && !ended && !(inflater.needsInput() && source.feed(inflater))) {
                throw DistrustedInput.truncated("what it packs");
            }
        }
        if (count == 0) {
            return -1;
        }
        crc.update(buffer, offset, count);
        made += count;
        guard.checkRatio(packed, made);
        guard.count(count);
        return count;
    }

    private int inflate(byte[] buffer, int offset, int length) throws DistrustedInput {
        try {
            int count = inflater.inflate(buffer, offset, length);
            packed = inflater.getBytesRead();
            if (inflater.needsDictionary()) {
                throw DistrustedInput.damaged("it asks for a dictionary");
            }
            if (inflater.finished()) {
                source.takeBack(inflater.getRemaining());
                ended = true;
                inflater.end();
            }
            return count;
        } catch (DataFormatException _) {
            throw DistrustedInput.damaged("what it packs cannot be unpacked");
        }
    }

    long crc() {
        return crc.getValue();
    }

    /// How many deflated bytes there were.
    long packed() {
        return packed;
    }

    /// How many bytes they were.
    long made() {
        return made;
    }

    @Override
    public void close() {
        ended = true;
        inflater.end();
    }
}
