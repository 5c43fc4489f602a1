package io.lapwing.fileprocessor.reading;

/// Unsigned numbers as archives write them.
final class LittleEndian {

    private static final int BYTE = 0xff;

    private LittleEndian() {}

    static int u16(byte[] bytes, int at) {
        return (bytes[at] & BYTE) | (bytes[at + 1] & BYTE) << 8;
    }

    static long u32(byte[] bytes, int at) {
        return u16(bytes, at) | (long) u16(bytes, at + 2) << 16;
    }

    /// @return negative beyond 63 bits, which no size is
    static long u64(byte[] bytes, int at) {
        return u32(bytes, at) | u32(bytes, at + 4) << 32;
    }
}
