package io.lapwing.local.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/// A file's bytes on their way, with how many have left.
final class UploadProgress extends InputStream {

    private final InputStream file;
    private final LongConsumer shown;
    private long sent;

    private UploadProgress(InputStream file, LongConsumer shown) {
        this.file = file;
        this.shown = shown;
    }

    static UploadProgress of(Path file, LongConsumer shown) throws IOException {
        return new UploadProgress(Files.newInputStream(file), shown);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = file.read(buffer, offset, length);
        if (read > 0) {
            sent += read;
            shown.accept(sent);
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
