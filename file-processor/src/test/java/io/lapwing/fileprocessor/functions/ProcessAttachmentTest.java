package io.lapwing.fileprocessor.functions;

import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.file.FileFinding;
import io.lapwing.sharedmodel.file.FilePurpose;
import io.lapwing.sharedmodel.file.FileSpec;
import io.lapwing.sharedmodel.file.FileSpec.UnknownDevices;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.file.Profile;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.file.StoredFile;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// What becomes of files that are only kept.
class ProcessAttachmentTest {

    /// One pixel each: what WebP calls lossless, and lossy.
    private static final String[] WEBP = {"UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==",
            "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"};
    private static final int PNG_HEADER_CHUNK = 33;
    private static final String SECRET = "GPS 52.5200 13.4050";

    private final Desk desk = new Desk();

    @Test
    void keeps_whatever_it_is_and_tells_its_digest() {
        byte[] bytes = {1, 2, 3};

        StoredFile file = take("application/octet-stream", bytes);

        assertThat(file.state()).isEqualTo(FileState.COMPLETED);
        assertThat(file.sha256()).isEqualTo(Sha256.of(bytes));
        assertThat(desk.objects.keys()).containsExactly(file.key().upload().value());
    }

    @Test
    void makes_a_small_picture_without_what_the_image_says_of_itself() throws IOException {
        byte[] photo = withSegment(image("jpeg", BufferedImage.TYPE_INT_RGB, 2000, 1000),
                "Exif\0\0" + SECRET);

        StoredFile file = take("application/octet-stream", photo);

        assertThat(file.state()).isEqualTo(FileState.COMPLETED);
        BufferedImage small = thumbnail(file);
        assertThat(small.getWidth()).isEqualTo(320);
        assertThat(small.getHeight()).isEqualTo(160);
        assertThat(type(file)).isEqualTo("image/jpeg");
        assertThat(new String(photo, StandardCharsets.ISO_8859_1)).contains(SECRET);
        assertThat(new String(bytes(file), StandardCharsets.ISO_8859_1)).doesNotContain(SECRET).doesNotContain("Exif");
    }

    @Test
    void leaves_what_is_transparent_as_it_is() throws IOException {
        StoredFile file = take("image/png", image("png", BufferedImage.TYPE_INT_ARGB, 100, 3000));

        assertThat(type(file)).isEqualTo("image/png");
        assertThat(thumbnail(file).getHeight()).isEqualTo(320);
        assertThat(thumbnail(file).getColorModel().hasAlpha()).isTrue();
    }

    @Test
    void makes_small_pictures_of_every_shape() throws IOException {
        for (int[] size : new int[][]{{1, 1}, {1, 9000}, {9000, 1}, {319, 320}, {641, 2}}) {
            BufferedImage small = thumbnail(take("image/png", image("png", BufferedImage.TYPE_BYTE_GRAY, size[0],
                    size[1])));

            assertThat(Math.max(small.getWidth(), small.getHeight())).as(Arrays.toString(size)).isBetween(1, 320);
        }
    }

    @Test
    void reads_webp() throws IOException {
        for (String webp : WEBP) {
            assertThat(thumbnail(take("image/webp", Base64.getDecoder().decode(webp))).getWidth()).isEqualTo(1);
        }
    }

    /// Its header is all there is of it: whoever decoded it would take 14 GB.
    @Test
    void quarantines_an_image_of_too_many_pixels_without_decoding_it() throws IOException {
        byte[] png = image("png", BufferedImage.TYPE_INT_RGB, 10, 10);
        ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(PNG_HEADER_CHUNK - 4, (int) crc.getValue());

        FileFinding finding = finding(take("image/png", png));

        assertThat(finding.code()).isEqualTo(FileCode.BOMB);
        assertThat(finding.message()).contains("3600000000 pixels");
    }

    @Test
    void quarantines_what_is_called_an_image_and_is_none() {
        assertThat(finding(take("image/jpeg", "hello".getBytes(StandardCharsets.UTF_8))).code())
                .isEqualTo(FileCode.TYPE_MISMATCH);
    }

    @Test
    void quarantines_what_begins_as_an_image_and_goes_on_otherwise() throws IOException {
        Random random = new Random(11);
        for (String format : new String[]{"png", "jpeg"}) {
            byte[] image = image(format, BufferedImage.TYPE_INT_RGB, 300, 300);
            byte[] noise = new byte[image.length];
            random.nextBytes(noise);
            System.arraycopy(image, 0, noise, 0, 12);

            assertThat(finding(take("image/" + format, noise)).code()).as(format).isEqualTo(FileCode.TYPE_MISMATCH);
        }
    }

    /// A camera that was held sideways: what it saw above stands at the left.
    @Test
    void puts_a_photo_upright() throws IOException {
        BufferedImage sideways = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
        sideways.createGraphics().fillRect(0, 0, 100, 100);
        byte[] photo = withSegment(written("jpeg", sideways),
                "Exif\0\0II*\0\u0008\0\0\0\u0001\0\u0012\u0001\u0003\0\u0001\0\0\0\u0006\0\0\0\0\0\0\0");

        BufferedImage small = thumbnail(take("image/jpeg", photo));

        assertThat(small.getWidth()).isEqualTo(100);
        assertThat(small.getHeight()).isEqualTo(200);
        assertThat(small.getRGB(50, 20) & 0xff).isGreaterThan(200);
        assertThat(small.getRGB(50, 180) & 0xff).isLessThan(50);
    }

    @Test
    void makes_no_small_picture_of_an_image_that_goes_through_its_pixels_again_and_again() throws IOException {
        StoredFile file = take("image/jpeg", withSegment(image("jpeg", BufferedImage.TYPE_INT_RGB, 10, 10),
                "\u00ff\u00da".repeat(101)));

        assertThat(file.state()).isEqualTo(FileState.COMPLETED);
        assertThat(desk.objects.head(file.key().thumbnail())).isEmpty();
    }

    private StoredFile take(String type, byte[] bytes) {
        return desk.take(new FileSpec("attachment", bytes.length, new ContentType(type), null, FilePurpose.ATTACHMENT,
                Profile.DEFAULT, UnknownDevices.REFUSE), bytes);
    }

    private FileFinding finding(StoredFile file) {
        assertThat(file.state()).isEqualTo(FileState.QUARANTINED);
        assertThat(desk.objects.head(file.key().thumbnail())).isEmpty();
        return Objects.requireNonNull(file.finding());
    }

    private BufferedImage thumbnail(StoredFile file) throws IOException {
        try (InputStream bytes = desk.objects.get(file.key().thumbnail()).orElseThrow()) {
            return ImageIO.read(bytes);
        }
    }

    private byte[] bytes(StoredFile file) throws IOException {
        try (InputStream bytes = desk.objects.get(file.key().thumbnail()).orElseThrow()) {
            return bytes.readAllBytes();
        }
    }

    private String type(StoredFile file) {
        return desk.objects.head(file.key().thumbnail()).orElseThrow().type().value();
    }

    private static byte[] image(String format, int type, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int i = 0; i < Math.min(width, height); i++) {
            image.setRGB(i, i, 0xff336699);
        }
        return written(format, image);
    }

    private static byte[] written(String format, BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return bytes.toByteArray();
    }

    /// A JPEG with a block of metadata behind its first mark.
    private static byte[] withSegment(byte[] jpeg, String metadata) {
        byte[] secret = metadata.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer whole = ByteBuffer.allocate(jpeg.length + secret.length + 4);
        whole.put(jpeg, 0, 2).put((byte) 0xff).put((byte) 0xe1).putShort((short) (secret.length + 2)).put(secret);
        return whole.put(jpeg, 2, jpeg.length - 2).array();
    }
}
