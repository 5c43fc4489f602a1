package io.lapwing.restapi.functions;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/// A file of the console in both forms that are served. The bytes are not to be changed.
///
/// @param gzipped the same, compressed once for all who take it
/// @param digest of the content, so that a tag changes with it, and with nothing else
@SuppressWarnings("ArrayRecordComponent") // Neither compared nor printed.
record ConsoleFile(String contentType, byte[] plain, byte[] gzipped, String digest) {
    private static final int DIGEST_BYTES = 12;

    static ConsoleFile of(String contentType, byte[] content) {
        return new ConsoleFile(contentType, content, gzip(content), digest(content));
    }

    /// A strong tag stands for bytes: each form has its own.
    String tag(boolean gzip) {
        return '"' + digest + (gzip ? "-gzip" : "") + '"';
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private static String digest(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
