package io.lapwing.loadtests.mqtt;

import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The messages of the load: ten readings each, which follow from the message's number, so that none has to be kept to
/// send it again or to check it in the store.
public final class TelemetryMessages {

    /// How many readings a message has.
    public static final int READINGS = 10;

    /// The reading that tells the message's number.
    public static final MetricName NUMBER = new MetricName("n");

    /// The reading that tells when the message was first sent, in microseconds of the epoch.
    public static final MetricName SENT = new MetricName("sentMicros");

    static final int MAX_BYTES = 512;

    private static final List<MetricName> DECIMALS = List.of(new MetricName("temperature"), new MetricName("humidity"),
            new MetricName("pressure"), new MetricName("voltage"), new MetricName("current"), new MetricName("flow"),
            new MetricName("level"), new MetricName("signal"));
    private static final List<byte[]> DECIMAL_KEYS = DECIMALS.stream().map(metric -> ascii(",\"" + metric + "\":"))
            .toList();
    private static final byte[] TS = ascii("{\"ts\":");
    private static final byte[] MID = ascii("{\"mid\":\"");
    private static final byte[] SEQ = ascii("\",\"seq\":");
    private static final byte[] VALUES = ascii(",\"values\":{\"sentMicros\":");
    private static final byte[] N = ascii(",\"n\":");
    private static final byte[] END = ascii("}}");

    /// As many as every time from 2001 to 2286 has, in milliseconds.
    private static final int TS_DIGITS = 13;

    private final long firstTsMillis;
    private final MessageIdentity identity;

    /// @param firstTs the `ts` of message 0; each has one a millisecond later
    public TelemetryMessages(Instant firstTs, MessageIdentity identity) {
        this.firstTsMillis = firstTs.toEpochMilli();
        this.identity = identity;
    }

    /// Writes a message as JSON.
    void write(ByteBuffer out, long number, long sentMicros) {
        switch (identity) {
            case TS -> digits(out.put(TS), firstTsMillis + number);
            case MID -> {
                digits(out.put(MID), number);
                digits(out.put(SEQ), number);
            }
        }
        digits(out.put(VALUES), sentMicros);
        digits(out.put(N), number);
        for (int i = 0; i < DECIMAL_KEYS.size(); i++) {
            int tenths = tenths(i, number);
            digits(out.put(DECIMAL_KEYS.get(i)), tenths / 10);
            out.put((byte) '.').put((byte) ('0' + tenths % 10)).put((byte) '5');
        }
        out.put(END);
    }

    /// When the message with this payload was first sent, for those that are marked by their time.
    public static long sentMicros(byte[] payload) {
        long sent = 0;
        for (int at = TS.length + TS_DIGITS + VALUES.length; payload[at] != ','; at++) {
            sent = sent * 10 + payload[at] - '0';
        }
        return sent;
    }

    /// The readings that the store must have for a message, but for the time that it was sent at.
    public static Map<MetricName, MetricValue> valuesOf(long number) {
        Map<MetricName, MetricValue> values = new LinkedHashMap<>();
        values.put(NUMBER, new IntegerValue(number));
        for (int i = 0; i < DECIMALS.size(); i++) {
            values.put(DECIMALS.get(i), new DecimalValue((tenths(i, number) * 10 + 5) / 100.0));
        }
        return values;
    }

    /// A decimal is these tenths and five hundredths: never without a fraction, which a store might give back as an
    /// integer.
    private static int tenths(int metric, long number) {
        return (int) ((number * (metric + 3) + metric * 97L) % 1000);
    }

    private static void digits(ByteBuffer out, long value) {
        int length = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            length++;
        }
        long rest = value;
        for (int at = out.position() + length - 1; at >= out.position(); at--) {
            out.put(at, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        out.position(out.position() + length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
