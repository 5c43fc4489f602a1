package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.port.IdempotencyStore.Reply;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// The body of a reply as items hold it: compressed, and cut into parts that each fit into one (400 KB).
final class StoredReply {

    private static final int MAX_PART = 300_000;

    private StoredReply() {}

    /// At least one part.
    static List<byte[]> parts(Reply reply) {
        byte[] compressed = compress(reply.body().getBytes(StandardCharsets.UTF_8));
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < compressed.length; from += MAX_PART) {
            parts.add(Arrays.copyOfRange(compressed, from, Math.min(from + MAX_PART, compressed.length)));
        }
        return parts;
    }

    static String body(List<byte[]> parts) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        parts.forEach(compressed::writeBytes);
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(compressed.toByteArray()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a reply that is not as it was stored", e);
        }
    }

    private static byte[] compress(byte[] body) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(compressed)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
