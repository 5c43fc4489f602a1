package io.lapwing.chatbot.charts;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Writes pictures as PNGs with a palette (PNG, third edition: sections 5, 10 and 11). By hand, since the JDK's own writer
/// has no way from thousands of colours to 256, which take three fifths of the bytes.
final class IndexedPng {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int[] COLORS = {256, 64, 16};
    private static final int BITS = 8;
    private static final int PALETTE_COLORS = 3;
    private static final byte NO_FILTER = 0;

    private IndexedPng() {}

    /// A picture in as many colours as its size allows, 16 at least.
    ///
    /// @param pixels row by row, each with red, green and blue in its lower 24 bits
    /// @param mostBytes kept to wherever 16 colours are few enough for that
    static byte[] of(int width, int[] pixels, int mostBytes) {
        byte[] png = {};
        for (int colors : COLORS) {
            png = of(width, pixels, Palette.of(pixels, colors));
            if (png.length <= mostBytes) {
                return png;
            }
        }
        return png;
    }

    private static byte[] of(int width, int[] pixels, Palette palette) {
        int height = pixels.length / width;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (DataOutputStream png = new DataOutputStream(bytes)) {
            png.write(SIGNATURE);
            chunk(png, "IHDR", out -> {
                out.writeInt(width);
                out.writeInt(height);
                out.write(new byte[]{BITS, PALETTE_COLORS, 0, 0, 0});
            });
            chunk(png, "PLTE", out -> {
                for (int color : palette.colors()) {
                    out.write(new byte[]{(byte) (color >> 16), (byte) (color >> 8), (byte) color});
                }
            });
            chunk(png, "IDAT", out -> deflate(out, rows(width, height, palette.indexesOf(pixels))));
            chunk(png, "IEND", _ -> {});
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return bytes.toByteArray();
    }

    private interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }

    private static void chunk(DataOutputStream png, String type, Content content) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(chunk)) {
            out.writeBytes(type);
            content.writeTo(out);
        }
        CRC32 check = new CRC32();
        check.update(chunk.toByteArray());
        png.writeInt(chunk.size() - type.length());
        chunk.writeTo(png);
        png.writeInt((int) check.getValue());
    }

    /// Unfiltered, which suits a palette best.
    private static byte[] rows(int width, int height, byte[] indexes) {
        byte[] rows = new byte[(width + 1) * height];
        for (int y = 0; y < height; y++) {
            rows[y * (width + 1)] = NO_FILTER;
            System.arraycopy(indexes, y * width, rows, y * (width + 1) + 1, width);
        }
        return rows;
    }

    private static void deflate(DataOutputStream out, byte[] rows) throws IOException {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        try {
            DeflaterOutputStream zlib = new DeflaterOutputStream(out, deflater, 1 << 14);
            zlib.write(rows);
            zlib.finish();
        } finally {
            deflater.end();
        }
    }
}
