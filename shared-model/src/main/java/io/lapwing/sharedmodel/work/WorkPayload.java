package io.lapwing.sharedmodel.work;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a piece of work is about: 1 byte to 8 MiB. Immutable. What is larger than that belongs into the object store.
public final class WorkPayload {

    public static final int MAX_BYTES = 8 * 1024 * 1024;

    private final byte[] bytes;

    private WorkPayload(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a work payload has 1 to " + MAX_BYTES + " bytes, not " + bytes.length);
        }
        this.bytes = bytes;
    }

    public static WorkPayload of(byte[] bytes) {
        return new WorkPayload(bytes.clone());
    }

    public static WorkPayload of(String text) {
        return new WorkPayload(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    public int size() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WorkPayload that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// Its size alone, so that nobody's data reaches a log.
    @Override
    public String toString() {
        return "WorkPayload[" + bytes.length + " bytes]";
    }
}
