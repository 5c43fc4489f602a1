package io.lapwing.sharedmodel.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Bytes on their way into the object store.
///
/// @param size how many there are, at most [#MAX_SIZE]
/// @param source where they come from; asked again when a store has to begin anew, each time for all of them
public record ObjectContent(ContentType type, long size, Source source) {

    /// 5 GiB: the largest object that one request can put into every store.
    public static final long MAX_SIZE = 5L * 1024 * 1024 * 1024;

    /// Opens the bytes from their beginning.
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    /// The source did not keep to its size, or could not be read: nothing that a store could help.
    public static final class BadSource extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BadSource(String message) {
            super(message);
        }

        BadSource(IOException cause) {
            super("the source could not be read: " + cause.getMessage(), cause);
        }
    }

    public ObjectContent {
        if (size < 0 || size > MAX_SIZE) {
            throw new IllegalArgumentException("an object has at most " + MAX_SIZE + " bytes, not " + size);
        }
    }

    public static ObjectContent of(ContentType type, byte[] bytes) {
        byte[] copy = bytes.clone();
        return new ObjectContent(type, copy.length, () -> new ByteArrayInputStream(copy));
    }

    /// The bytes from their beginning, exactly as many as were promised.
    ///
    /// @return throws [BadSource] instead of giving the last of them, if there are fewer or more
    public InputStream open() {
        try {
            return new PromisedStream(source.open(), size);
        } catch (IOException e) {
            throw new BadSource(e);
        }
    }
}
