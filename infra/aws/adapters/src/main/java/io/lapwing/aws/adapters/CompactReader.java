package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.BooleanValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.JsonValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.TextValue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads what a [CompactWriter] wrote.
final class CompactReader {

    /// More than any writer puts into one attribute: what claims to be longer is none of ours.
    private static final int MAX_SIZE = 64 * 1024 * 1024;

    private byte[] bytes;
    private int position;

    /// @throws IllegalStateException
    ///             if no [CompactWriter] wrote this
    CompactReader(byte[] written) {
        bytes = written;
        if (octet() == CompactWriter.DEFLATED) {
            inflate((int) Math.min(number(), MAX_SIZE + 1L));
        }
    }

    static CompactReader of(@Nullable AttributeValue attribute) {
        if (attribute == null || attribute.b() == null) {
            throw new IllegalStateException("an item without its content");
        }
        return new CompactReader(attribute.b().asByteArrayUnsafe());
    }

    boolean flag() {
        return octet() != 0;
    }

    long number() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = octet();
            number |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return number;
            }
        }
        throw new IllegalStateException("a number of more than 64 bits");
    }

    /// A count or a length.
    int count() {
        return Math.toIntExact(number());
    }

    long signed() {
        long number = number();
        return (number >>> 1) ^ -(number & 1);
    }

    String text() {
        int length = count();
        String text = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    @Nullable
    String optionalText() {
        return flag() ? text() : null;
    }

    byte[] bytes() {
        int length = count();
        byte[] content = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return content;
    }

    MetricValue value() {
        int type = octet();
        return switch (type) {
            case CompactWriter.INTEGER -> new IntegerValue(signed());
            case CompactWriter.DECIMAL -> new DecimalValue(Double.longBitsToDouble(fixed()));
            case CompactWriter.TEXT -> new TextValue(text());
            case CompactWriter.FALSE -> new BooleanValue(false);
            case CompactWriter.TRUE -> new BooleanValue(true);
            case CompactWriter.JSON -> new JsonValue(text());
            default -> throw new IllegalStateException("a value of the unknown type " + type);
        };
    }

    private int octet() {
        return bytes[position++] & 0xFF;
    }

    private long fixed() {
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = (bits << 8) | octet();
        }
        return bits;
    }

    private void inflate(int size) {
        if (size > MAX_SIZE) {
            throw new IllegalStateException("content of more than 64 MiB");
        }
        byte[] inflated = new byte[size];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, position, bytes.length - position);
            if (inflater.inflate(inflated) != size) {
                throw new IllegalStateException("content that ends too early");
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException("content that cannot be inflated", e);
        } finally {
            inflater.end();
        }
        bytes = inflated;
        position = 0;
    }
}
