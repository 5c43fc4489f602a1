package io.lapwing.fileprocessor.functions;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The bytes of an object that belongs to a file: whoever reads them keeps the file. Each read gives as much as was asked
/// for, but for the last one, so that what is made of the bytes does not depend on the pieces that they come in.
final class KeptStream extends FilterInputStream {

    private final HeldFile held;

    KeptStream(HeldFile held, InputStream bytes) {
        super(bytes);
        this.held = held;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        held.keep();
        int count = in.readNBytes(buffer, offset, length);
        return count == 0 && length > 0 ? -1 : count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
