package io.lapwing.sharedmodel.file;

import io.lapwing.sharedmodel.file.ObjectContent.BadSource;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that ends after as many bytes as were promised, or with [BadSource]. It looks for the end before it gives
/// the last bytes away, since a reader that counts, too, asks for no more.
final class PromisedStream extends FilterInputStream {

    private final long promised;
    private long count;

    PromisedStream(InputStream source, long promised) {
        super(source);
        this.promised = promised;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        try {
            int read = count == promised
                    ? -1
                    : in.read(buffer, offset, (int) Math.min(length, promised - count));
            count += Math.max(0, read);
            if (read < 0 && count < promised) {
                throw new BadSource("the source ends after " + count + " of " + promised + " bytes");
            }
            if (count == promised && in.read() >= 0) {
                throw new BadSource("the source has more than " + promised + " bytes");
            }
            return read;
        } catch (IOException e) {
            throw new BadSource(e);
        }
    }

    @Override
    public long skip(long bytes) {
        long skipped = 0;
        while (skipped < bytes && read() >= 0) {
            skipped++;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
