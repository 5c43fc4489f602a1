package io.lapwing.sharedmodel.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The bytes of a message and how they are written. Immutable.
public final class Payload {

    /// The largest payload that is taken, in bytes.
    public static final int MAX_BYTES = 131_072;

    private final byte[] bytes;
    private final PayloadFormat format;

    private Payload(byte[] bytes, PayloadFormat format) {
        this.bytes = bytes;
        this.format = format;
    }

    public static Payload of(byte[] bytes, PayloadFormat format) {
        return new Payload(bytes.clone(), format);
    }

    public static Payload json(String json) {
        return new Payload(json.getBytes(StandardCharsets.UTF_8), PayloadFormat.JSON);
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    public int size() {
        return bytes.length;
    }

    public PayloadFormat format() {
        return format;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that && format == that.format && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + format.hashCode();
    }

    @Override
    public String toString() {
        return "Payload[" + bytes.length + " bytes of " + format.mediaType() + "]";
    }
}
