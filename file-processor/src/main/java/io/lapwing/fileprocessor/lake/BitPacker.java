package io.lapwing.fileprocessor.lake;

/// Packs numbers of a few bits each, the lowest bit first, without gaps.
final class BitPacker {

    private final Bytes out;
    private final int width;
    private long pending;
    private int pendingBits;

    /// @param width how many bits of each number are kept, 0 to 64
    BitPacker(Bytes out, int width) {
        this.out = out;
        this.width = width;
    }

    void put(long value) {
        long kept = width == Long.SIZE ? value : value & ((1L << width) - 1);
        pending |= kept << pendingBits;
        int bits = pendingBits + width;
        if (bits < Long.SIZE) {
            pendingBits = bits;
            return;
        }
        out.putLong(pending);
        int taken = Long.SIZE - pendingBits;
        pending = taken == Long.SIZE ? 0 : kept >>> taken;
        pendingBits = bits - Long.SIZE;
    }

    /// Writes what is left, the last byte filled up with zeros.
    void end() {
        for (int bits = 0; bits < pendingBits; bits += Byte.SIZE) {
            out.put((int) (pending >>> bits));
        }
        pending = 0;
        pendingBits = 0;
    }

    /// How many bits a number takes that is at most `max`, as an unsigned one.
    static int widthOf(long max) {
        return Long.SIZE - Long.numberOfLeadingZeros(max);
    }
}
