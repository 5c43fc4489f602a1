package io.lapwing.fileprocessor.lake;

/// Small numbers in Parquet's hybrid of runs and packed groups of eight (encoding `RLE`): a number that stands eight
/// times or more in a row is written once.
final class Runs {

    private static final int GROUP = 8;

    private final Bytes out;
    private final int width;

    private Runs(Bytes out, int width) {
        this.out = out;
        this.width = width;
    }

    /// Writes the first `count` of `values`, each of `width` bits.
    static void write(Bytes out, int[] values, int count, int width) {
        new Runs(out, width).write(values, count);
    }

    private void write(int[] values, int count) {
        int packedFrom = 0;
        int at = 0;
        while (at < count) {
            int end = endOfRun(values, at, count);
            // A run may begin where the packed groups before it are full.
            int begin = at + Math.floorMod(packedFrom - at, GROUP);
            if (end - begin >= GROUP) {
                pack(values, packedFrom, begin);
                repeat(values[begin], end - begin);
                packedFrom = end;
            }
            at = end;
        }
        pack(values, packedFrom, count);
    }

    private static int endOfRun(int[] values, int begin, int count) {
        int end = begin + 1;
        while (end < count && values[end] == values[begin]) {
            end++;
        }
        return end;
    }

    private void repeat(int value, int times) {
        out.putVarint((long) times << 1);
        for (int bits = 0; bits < width; bits += Byte.SIZE) {
            out.put(value >>> bits);
        }
    }

    /// The last group of all may be filled up with zeros.
    private void pack(int[] values, int from, int to) {
        if (from == to) {
            return;
        }
        int groups = (to - from + GROUP - 1) / GROUP;
        out.putVarint(((long) groups << 1) | 1);
        BitPacker packer = new BitPacker(out, width);
        for (int i = from; i < from + groups * GROUP; i++) {
            packer.put(i < to ? values[i] : 0);
        }
        packer.end();
    }
}
