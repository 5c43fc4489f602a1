package io.lapwing.fileprocessor.pictures;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntBinaryOperator;

/// What has to be known of a JPEG besides its pixels: how often all of them are gone through, and which way it is held. The
/// latter stands in its metadata (EXIF, tag 0x0112), which its small picture does not keep.
final class Jpeg {

    /// Usual ones have up to a dozen; each goes through all pixels, and takes a few bytes.
    static final int MAX_SCANS = 100;

    private static final int MARK = 0xff;
    private static final int SCAN = 0xda;
    private static final int APPLICATION_1 = 0xe1;
    private static final long EXIF = 0x457869660000L;
    private static final int ORIENTATION = 0x0112;
    private static final int ENTRY = 12;

    private final byte[] bytes;

    /// @param bytes are not copied, and not changed
    Jpeg(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Whether it has more scans than anybody needs.
    boolean isTiring() {
        int scans = 0;
        for (int i = 1; i < bytes.length; i++) {
            scans += (bytes[i - 1] & MARK) == MARK && (bytes[i] & MARK) == SCAN ? 1 : 0;
        }
        return scans > MAX_SCANS;
    }

    /// From 1, upright, to 8, as EXIF counts; 1 where nothing is said.
    int orientation() {
        try {
            ByteBuffer segments = ByteBuffer.wrap(bytes);
            for (int at = 2; segments.get(at) == (byte) MARK && (segments.get(at + 1) & MARK) != SCAN;) {
                int length = segments.getShort(at + 2) & 0xffff;
                if ((segments.get(at + 1) & MARK) == APPLICATION_1 && segments.getLong(at + 4) >>> 16 == EXIF) {
                    return orientation(segments.slice(at + 10, length - 8));
                }
                at += 2 + length;
            }
        } catch (IndexOutOfBoundsException _) {
            // It ends where it should go on, and so says nothing.
        }
        return 1;
    }

    private static int orientation(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY;
            if ((tiff.getShort(entry) & 0xffff) == ORIENTATION) {
                int value = tiff.getShort(entry + 8);
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }

    /// An image that is held like this, upright.
    static BufferedImage upright(BufferedImage image, int orientation) {
        int right = image.getWidth() - 1;
        int bottom = image.getHeight() - 1;
        return switch (orientation) {
            case 2 -> turned(image, false, (x, _) -> right - x, (_, y) -> y);
            case 3 -> turned(image, false, (x, _) -> right - x, (_, y) -> bottom - y);
            case 4 -> turned(image, false, (x, _) -> x, (_, y) -> bottom - y);
            case 5 -> turned(image, true, (_, y) -> y, (x, _) -> x);
            case 6 -> turned(image, true, (_, y) -> y, (x, _) -> bottom - x);
            case 7 -> turned(image, true, (_, y) -> right - y, (x, _) -> bottom - x);
            case 8 -> turned(image, true, (_, y) -> right - y, (x, _) -> x);
            default -> image;
        };
    }

    /// @param fromX and fromY, where a pixel of the turned image stands in this one
    private static BufferedImage turned(BufferedImage image, boolean isOnItsSide, IntBinaryOperator fromX,
            IntBinaryOperator fromY) {
        int width = isOnItsSide ? image.getHeight() : image.getWidth();
        int height = isOnItsSide ? image.getWidth() : image.getHeight();
        BufferedImage turned = new BufferedImage(width, height, image.getType());
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                turned.setRGB(x, y, image.getRGB(fromX.applyAsInt(x, y), fromY.applyAsInt(x, y)));
            }
        }
        return turned;
    }
}
