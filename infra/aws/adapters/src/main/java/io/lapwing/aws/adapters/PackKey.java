package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.ReadingKey;

import java.time.Instant;
import java.util.HexFormat;

/// Where a pack of readings lies among its device's, which its sort key says: packs of one level in the order of their
/// first reading, and, of those that begin alike, in any order.
///
/// @param level how long a time the pack spans at most, see [#span]: whoever looks for a moment finds every pack that
/// may hold it between that moment and the span before it
/// @param first its first reading
/// @param commit the number of the device's commit that wrote it: what a later one says of a reading counts
/// @param part tells the packs of one commit apart
record PackKey(int level, ReadingKey first, long commit, int part) {

    /// The longest span that a level bounds.
    static final long MAX_SPAN = 32 * 86_400_000L;

    private static final long[] SPANS = {0, 60_000, 3_600_000, 86_400_000, MAX_SPAN, Long.MAX_VALUE};
    private static final HexFormat HEX = HexFormat.of();
    private static final int TS_DIGITS = 12;
    private static final long MAX_MILLIS = (1L << (4 * TS_DIGITS)) - 1;
    private static final int SEQ_DIGITS = 16;
    private static final int COMMIT = 1 + TS_DIGITS + SEQ_DIGITS + 1;

    static int levels() {
        return SPANS.length;
    }

    /// In milliseconds.
    static long span(int level) {
        return SPANS[level];
    }

    /// The lowest level that a pack of this first and last moment can be in.
    static int levelOf(Instant first, Instant last) {
        long span = last.toEpochMilli() - first.toEpochMilli();
        int level = 0;
        while (SPANS[level] < span) {
            level++;
        }
        return level;
    }

    /// Sorts before the sort key of every pack of the level whose first reading is at or after `millis`, and after
    /// that of any other.
    static String bound(int level, long millis) {
        return level + HEX.toHexDigits(Math.clamp(millis, 0, MAX_MILLIS), TS_DIGITS);
    }

    String sortKey() {
        long millis = first.ts().toEpochMilli();
        if (millis < 0 || millis > MAX_MILLIS) {
            throw new IllegalArgumentException("a reading of " + first.ts());
        }
        String common = bound(level, millis) + HEX.toHexDigits(first.seq() ^ Long.MIN_VALUE, SEQ_DIGITS) + "#"
                + Long.toHexString(commit);
        return part == 0 ? common : common + "#" + Integer.toHexString(part);
    }

    static PackKey parse(String sortKey) {
        int end = sortKey.indexOf('#', COMMIT);
        ReadingKey first = new ReadingKey(
                Instant.ofEpochMilli(HexFormat.fromHexDigitsToLong(sortKey, 1, 1 + TS_DIGITS)),
                HexFormat.fromHexDigitsToLong(sortKey, 1 + TS_DIGITS, COMMIT - 1) ^ Long.MIN_VALUE);
        return new PackKey(sortKey.charAt(0) - '0', first,
                HexFormat.fromHexDigitsToLong(sortKey, COMMIT, end < 0 ? sortKey.length() : end),
                end < 0 ? 0 : HexFormat.fromHexDigits(sortKey, end + 1, sortKey.length()));
    }
}
