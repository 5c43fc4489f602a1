package io.lapwing.fileprocessor.pictures;

import io.lapwing.fileprocessor.pictures.Picture.NotShown;
import io.lapwing.fileprocessor.pictures.Picture.Small;
import io.lapwing.fileprocessor.pictures.Picture.TooManyPixels;
import io.lapwing.fileprocessor.pictures.Picture.Unreadable;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Makes small pictures of images that nobody vouches for: an image is decoded only after its header's dimensions were
/// looked at, and with no more pixels than are needed. A photo stands upright in its small picture. What an image says of itself besides its pixels, as the place that
/// it was taken at, is not in the small one.
public final class Thumbnails {

    /// In pixels.
    public static final int MAX_SIDE = 320;
    public static final long MAX_PIXELS = 50_000_000;

    /// Of larger images, the header alone is looked at.
    public static final int MAX_BYTES = 32 * 1024 * 1024;

    /// The reader of WebP decodes all of an image before it leaves pixels out.
    private static final long MAX_WEBP_PIXELS = 16_000_000;

    private Thumbnails() {}

    /// @param bytes of an image, or its first [#MAX_BYTES]
    /// @param isWhole whether these are all
    public static Picture of(ImageKind kind, byte[] bytes, boolean isWhole) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(kind.format());
        if (!readers.hasNext()) {
            return new NotShown();
        }
        ImageReader reader = readers.next();
        try (MemoryCacheImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(input, true, true);
            return look(kind, reader, isWhole, new Jpeg(bytes));
        } catch (IOException | RuntimeException _) {
            // Decoders answer to bytes that are made up with whatever exception comes of them.
            return new Unreadable();
        } finally {
            reader.dispose();
        }
    }

    private static Picture look(ImageKind kind, ImageReader reader, boolean isWhole, Jpeg jpeg) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        long pixels = (long) width * height;
        if (pixels > MAX_PIXELS) {
            return new TooManyPixels(pixels);
        }
        boolean isTiring = (kind == ImageKind.WEBP && pixels > MAX_WEBP_PIXELS)
                || (kind == ImageKind.JPEG && jpeg.isTiring());
        if (!isWhole || isTiring || !reader.getImageTypes(0).hasNext()) {
            return new NotShown();
        }
        ImageReadParam few = reader.getDefaultReadParam();
        int step = Math.max(1, Math.min(Math.max(width, height) / (2 * MAX_SIDE), Math.min(width, height)));
        few.setSourceSubsampling(step, step, 0, 0);
        BufferedImage small = shrunk(reader.read(0, few));
        return write(kind == ImageKind.JPEG ? Jpeg.upright(small, jpeg.orientation()) : small);
    }

    private static BufferedImage shrunk(BufferedImage image) {
        double scale = Math.min(1.0, (double) MAX_SIDE / Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        boolean isOpaque = !image.getColorModel().hasAlpha();
        BufferedImage small = new BufferedImage(width, height,
                isOpaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setBackground(new Color(0, 0, 0, 0));
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return small;
    }

    private static Picture write(BufferedImage small) throws IOException {
        String format = small.getColorModel().hasAlpha() ? "png" : "jpeg";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(small, format, output)) {
                return new NotShown();
            }
        }
        return Small.of(format, bytes.toByteArray());
    }
}
