package io.lapwing.fileprocessor.functions;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;

/// Streams one after another, each opened when it is needed. Not thread-safe.
final class JoinedStream extends InputStream {

    private final Iterator<InputStream> following;
    private InputStream current = InputStream.nullInputStream();

    JoinedStream(Iterator<InputStream> streams) {
        following = streams;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = current.read(buffer, offset, length);
        while (count < 0 && following.hasNext()) {
            current.close();
            current = following.next();
            count = current.read(buffer, offset, length);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
