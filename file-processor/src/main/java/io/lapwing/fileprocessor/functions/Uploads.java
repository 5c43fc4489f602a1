package io.lapwing.fileprocessor.functions;

import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.port.ObjectStore;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/// The bytes of files, as they were uploaded.
record Uploads(ObjectStore objects) {

    /// What was made of all bytes of a file.
    record Digested<T>(T result, Sha256 sha256) {}

    /// Makes something of a file's bytes.
    @FunctionalInterface
    interface Pass<T> {

        /// @param bytes need not be read to their end, nor closed
        T over(InputStream bytes) throws IOException;
    }

    /// Whether the bytes of a file are there, as many as were announced.
    boolean hasBytesOf(StoredFile file) {
        return objects.head(file.key().upload()).filter(info -> info.size() == file.spec().size()).isPresent();
    }

    /// The bytes of a file that is held.
    InputStream open(HeldFile held) {
        return new KeptStream(held, objects.get(held.file().key().upload()).orElseThrow(
                () -> new IllegalStateException("the bytes of file " + held.file().key() + " are gone")));
    }

    /// Reads all bytes of a file, whether a pass wants to see the last of them or not.
    <T> Digested<T> digest(HeldFile held, Pass<T> pass) {
        MessageDigest digest = Sha256.digest();
        try (InputStream bytes = new DigestInputStream(open(held), digest)) {
            T result = pass.over(new Unclosed(bytes));
            bytes.transferTo(OutputStream.nullOutputStream());
            return new Digested<>(result, Sha256.of(digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A stream that others may close, though it is read on.
    private static final class Unclosed extends FilterInputStream {

        Unclosed(InputStream bytes) {
            super(bytes);
        }

        @Override
        public void close() {
            // Whoever opened it closes it.
        }
    }
}
