package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/// An object in its file: one line that says what it is, then its bytes. In one file, so that both change at once; and
/// all that is asked of it is read from the file that was opened, even if another takes its place meanwhile.
final class ObjectFileStream extends InputStream {

    private static final String BEGINNING = "lapwing-object 1 ";
    private static final int MAX_LINE = 256;

    private final ObjectKey key;
    private final FileChannel channel;
    private final ContentType type;
    private final Instant storedAt;
    private final long size;
    private long remaining;

    private ObjectFileStream(ObjectKey key, FileChannel channel, Instant storedAt) throws IOException {
        this.key = key;
        this.channel = channel;
        this.storedAt = storedAt;
        this.type = readType(channel);
        this.size = channel.size() - channel.position();
        this.remaining = size;
    }

    /// Writes an object into a new file, and has the disk keep it.
    static void write(Path path, ContentType type, InputStream content) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream output = Channels.newOutputStream(channel);
            output.write((BEGINNING + type + "\n").getBytes(StandardCharsets.US_ASCII));
            content.transferTo(output);
            channel.force(true);
        }
    }

    /// @throws java.nio.file.NoSuchFileException
    ///             if there is none
    static ObjectFileStream open(ObjectKey key, Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new ObjectFileStream(key, channel, Files.getLastModifiedTime(path).toInstant());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static ContentType readType(FileChannel channel) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(MAX_LINE);
        ByteBuffer next = ByteBuffer.allocate(1);
        while (line.size() < MAX_LINE && channel.read(next) == 1 && next.get(0) != '\n') {
            line.write(next.get(0));
            next.clear();
        }
        String text = line.toString(StandardCharsets.US_ASCII);
        if (!text.startsWith(BEGINNING)) {
            throw new IOException("the file is no object");
        }
        return new ContentType(text.substring(BEGINNING.length()));
    }

    ContentType type() {
        return type;
    }

    long size() {
        return size;
    }

    Instant storedAt() {
        return storedAt;
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
        if (remaining == 0) {
            return -1;
        }
        try {
            int read = channel.read(ByteBuffer.wrap(buffer, offset, length));
            if (read < 0) {
                throw new EOFException("the file was cut off");
            }
            remaining -= read;
            return read;
        } catch (IOException e) {
            throw new StoreUnavailable("ObjectStore.get", key.value(), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreUnavailable("ObjectStore.get", key.value(), e);
        }
    }
}
