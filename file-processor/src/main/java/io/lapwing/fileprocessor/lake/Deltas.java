package io.lapwing.fileprocessor.lake;

/// Whole numbers as what each has more than the one before (encoding `DELTA_BINARY_PACKED`): times that follow each other
/// take a few bits each.
final class Deltas {

    private static final int BLOCK = 128;
    private static final int MINI_BLOCKS = 4;
    private static final int MINI_BLOCK = BLOCK / MINI_BLOCKS;

    private Deltas() {}

    /// Writes the first `count` of `values`.
    static void write(Bytes out, long[] values, int count) {
        out.putVarint(BLOCK);
        out.putVarint(MINI_BLOCKS);
        out.putVarint(count);
        out.putZigzag(count == 0 ? 0 : values[0]);
        long[] deltas = new long[BLOCK];
        for (int at = 1; at < count; at += BLOCK) {
            int size = Math.min(BLOCK, count - at);
            for (int i = 0; i < size; i++) {
                deltas[i] = values[at + i] - values[at + i - 1];
            }
            writeBlock(out, deltas, size);
        }
    }

    private static void writeBlock(Bytes out, long[] deltas, int size) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            least = Math.min(least, deltas[i]);
        }
        int[] widths = new int[MINI_BLOCKS];
        for (int i = 0; i < size; i++) {
            deltas[i] -= least;
            widths[i / MINI_BLOCK] = Math.max(widths[i / MINI_BLOCK], BitPacker.widthOf(deltas[i]));
        }
        out.putZigzag(least);
        for (int width : widths) {
            out.put(width);
        }
        for (int from = 0; from < size; from += MINI_BLOCK) {
            BitPacker packer = new BitPacker(out, widths[from / MINI_BLOCK]);
            for (int i = from; i < from + MINI_BLOCK; i++) {
                packer.put(i < size ? deltas[i] : 0);
            }
            packer.end();
        }
    }
}
