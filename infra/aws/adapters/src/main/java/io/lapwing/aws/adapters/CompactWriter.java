package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.BooleanValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.JsonValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.TextValue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Writes what one binary attribute holds: small numbers in few bytes, and all of it deflated where that makes it
/// smaller. Read by [CompactReader].
final class CompactWriter {

    static final int INTEGER = 0;
    static final int DECIMAL = 1;
    static final int TEXT = 2;
    static final int FALSE = 3;
    static final int TRUE = 4;
    static final int JSON = 5;

    static final byte PLAIN = 0;
    static final byte DEFLATED = 1;

    private static final int WORTH_DEFLATING = 160;

    private byte[] bytes = new byte[512];
    private int size;

    int size() {
        return size;
    }

    CompactWriter flag(boolean flag) {
        return octet(flag ? 1 : 0);
    }

    /// A number that is not negative, seven bits to a byte.
    CompactWriter number(long number) {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            octet((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        return octet((int) rest);
    }

    /// A number of either sign, short where it is near zero.
    CompactWriter signed(long number) {
        return number((number << 1) ^ (number >> 63));
    }

    CompactWriter text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    CompactWriter optionalText(@Nullable String text) {
        flag(text != null);
        return text == null ? this : text(text);
    }

    CompactWriter bytes(byte[] content) {
        number(content.length);
        ensure(content.length);
        System.arraycopy(content, 0, bytes, size, content.length);
        size += content.length;
        return this;
    }

    CompactWriter value(MetricValue value) {
        return switch (value) {
            case IntegerValue(long number) -> octet(INTEGER).signed(number);
            case DecimalValue(double number) -> octet(DECIMAL).fixed(Double.doubleToRawLongBits(number));
            case TextValue(String text) -> octet(TEXT).text(text);
            case BooleanValue(boolean flag) -> octet(flag ? TRUE : FALSE);
            case JsonValue(String json) -> octet(JSON).text(json);
        };
    }

    AttributeValue toAttribute() {
        return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(toBytes()));
    }

    byte[] toBytes() {
        return size < WORTH_DEFLATING ? plain() : deflated();
    }

    private byte[] plain() {
        byte[] plain = new byte[size + 1];
        plain[0] = PLAIN;
        System.arraycopy(bytes, 0, plain, 1, size);
        return plain;
    }

    /// Only if it gets shorter: a buffer of that size is all that it is given.
    private byte[] deflated() {
        byte[] shorter = new byte[size];
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(bytes, 0, size);
            deflater.finish();
            CompactWriter frame = new CompactWriter().octet(DEFLATED).number(size);
            System.arraycopy(frame.bytes, 0, shorter, 0, frame.size);
            int written = deflater.deflate(shorter, frame.size, shorter.length - frame.size);
            return deflater.finished() ? Arrays.copyOf(shorter, frame.size + written) : plain();
        } finally {
            deflater.end();
        }
    }

    private CompactWriter octet(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
        return this;
    }

    private CompactWriter fixed(long bits) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            octet((int) (bits >>> shift));
        }
        return this;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
