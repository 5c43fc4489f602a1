package io.lapwing.fileprocessor.reading;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;

/// The bytes of a file, in pieces: for what has to look ahead, and to give back what it did not need.
final class ByteSource implements Closeable {

    private static final int SIZE = 64 * 1024;
    private static final int BYTE = 0xff;

    private final InputStream in;
    private final byte[] buffer = new byte[SIZE];
    private int at;
    private int end;
    private long before;

    ByteSource(InputStream in) {
        this.in = in;
    }

    /// How many bytes were taken.
    long position() {
        return before + at;
    }

    /// What comes next, without taking it; less than asked for at the end.
    byte[] peek(int count) throws IOException {
        while (end - at < count && fill()) {
            // The buffer is larger than what is ever asked for.
        }
        byte[] peeked = new byte[Math.min(count, end - at)];
        System.arraycopy(buffer, at, peeked, 0, peeked.length);
        return peeked;
    }

    boolean isAtEnd() throws IOException {
        return at == end && !fill();
    }

    /// @return -1 at the end
    int read() throws IOException {
        return isAtEnd() ? -1 : buffer[at++] & BYTE;
    }

    int read(byte[] target, int offset, int length) throws IOException {
        if (isAtEnd()) {
            return -1;
        }
        int count = Math.min(length, end - at);
        System.arraycopy(buffer, at, target, offset, count);
        at += count;
        return count;
    }

    byte[] take(int count, String what) throws IOException {
        byte[] taken = new byte[count];
        for (int got = 0; got < count;) {
            int read = read(taken, got, count - got);
            if (read < 0) {
                throw DistrustedInput.truncated(what);
            }
            got += read;
        }
        return taken;
    }

    /// Gives an inflater more to do.
    boolean feed(Inflater inflater) throws IOException {
        if (isAtEnd()) {
            return false;
        }
        inflater.setInput(buffer, at, end - at);
        at = end;
        return true;
    }

    /// Takes back what an inflater has not needed of what it was fed last.
    void takeBack(int count) {
        at -= count;
    }

    private boolean fill() throws IOException {
        if (at == end) {
            before += at;
            at = 0;
            end = 0;
        } else if (end == SIZE) {
            System.arraycopy(buffer, at, buffer, 0, end - at);
            before += at;
            end -= at;
            at = 0;
        }
        int count = end < SIZE ? in.read(buffer, end, SIZE - end) : -1;
        end += Math.max(0, count);
        return count > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
