package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.DownloadRequest;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.ObjectContent.BadSource;
import io.lapwing.sharedmodel.file.ObjectInfo;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.fixtures.PatternStream;
import io.lapwing.sharedmodel.fixtures.Upload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/// What every [ObjectStore] does. Uploads go over HTTP, as those of devices and apps do.
public abstract class ObjectStoreContract implements UploadTests {

    private static final ContentType CSV = new ContentType("text/csv;charset=utf-8");
    private static final ContentType BYTES = new ContentType("application/octet-stream");
    private static final long MORE_THAN_MEMORY = 256L * 1024 * 1024;

    private static ObjectKey freshKey() {
        return new ObjectKey("test/" + UUID.randomUUID() + "/file.csv");
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private void put(ObjectKey key, String text) {
        store().put(key, ObjectContent.of(CSV, text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void gives_back_the_bytes_that_were_put() {
        for (int size : new int[]{0, 1, 65_536, 3_000_001}) {
            ObjectKey key = freshKey();
            byte[] bytes = bytes(size);

            store().put(key, ObjectContent.of(BYTES, bytes));

            assertThat(content(key)).hasValue(bytes);
        }
    }

    @Test
    void knows_an_object_by_its_head() {
        ObjectKey key = freshKey();
        Instant before = Instant.now();

        put(key, "a,b\n1,2\n");

        ObjectInfo info = store().head(key).orElseThrow();
        assertThat(info.size()).isEqualTo(8);
        assertThat(info.type()).isEqualTo(CSV);
        assertThat(info.storedAt()).isBetween(before.minusSeconds(5), Instant.now().plusSeconds(5));
    }

    @Test
    void knows_nothing_of_what_was_never_put() {
        assertThat(store().get(freshKey())).isEmpty();
        assertThat(store().head(freshKey())).isEmpty();
        assertThatCode(() -> store().delete(freshKey())).doesNotThrowAnyException();
    }

    @Test
    void puts_an_object_in_the_place_of_another() {
        ObjectKey key = freshKey();
        put(key, "the first, which is longer");

        put(key, "the second");

        assertThat(text(key)).hasValue("the second");
        assertThat(store().head(key)).map(ObjectInfo::size).hasValue(10L);
    }

    @Test
    void deletes_one_object_and_no_other() {
        ObjectKey one = freshKey();
        ObjectKey other = freshKey();
        put(one, "one");
        put(other, "other");

        store().delete(one);

        assertThat(store().get(one)).isEmpty();
        assertThat(store().head(one)).isEmpty();
        assertThat(text(other)).hasValue("other");
    }

    @Test
    void keeps_keys_apart_of_which_one_begins_another() {
        ObjectKey outer = new ObjectKey("test/" + UUID.randomUUID());
        ObjectKey inner = new ObjectKey(outer + "/a");
        ObjectKey longer = new ObjectKey(outer + "a");

        put(outer, "outer");
        put(inner, "inner");
        put(longer, "longer");

        assertThat(text(outer)).hasValue("outer");
        assertThat(text(inner)).hasValue("inner");
        assertThat(text(longer)).hasValue("longer");
    }

    @Test
    void puts_nothing_when_the_source_has_too_little_or_too_much() {
        for (long promised : new long[]{0, 9, 11, 100_000}) {
            ObjectKey key = freshKey();
            ObjectContent content = new ObjectContent(CSV, promised, () -> new ByteArrayInputStream(new byte[10]));

            assertThatExceptionOfType(BadSource.class).isThrownBy(() -> store().put(key, content));

            assertThat(store().head(key)).isEmpty();
        }
    }

    @Test
    void changes_nothing_when_the_source_fails() {
        ObjectKey key = freshKey();
        put(key, "as it was");
        ObjectContent failing = new ObjectContent(CSV, 10_000_000, () -> PatternStream.failingAfter(9_000_000));

        assertThatExceptionOfType(BadSource.class).isThrownBy(() -> store().put(key, failing))
                .withMessageContaining("the disk is gone");

        assertThat(text(key)).hasValue("as it was");
    }

    @Test
    void shows_one_whole_object_while_others_take_its_place() {
        ObjectKey key = freshKey();
        int size = 300_000;
        put(key, "0".repeat(size));

        race(6, i -> {
            for (int round = 0; round < 5; round++) {
                if (i < 2) {
                    put(key, Integer.toString(i).repeat(size));
                } else {
                    assertThat(text(key).orElseThrow()).hasSize(size).containsPattern("^(0+|1+)$");
                }
            }
            return i;
        });
    }

    @Test
    void streams_more_than_memory_holds() throws IOException {
        ObjectKey key = freshKey();
        store().put(key, new ObjectContent(BYTES, MORE_THAN_MEMORY, () -> new PatternStream(MORE_THAN_MEMORY)));

        try (InputStream stored = store().get(key).orElseThrow();
                InputStream expected = new PatternStream(MORE_THAN_MEMORY)) {
            byte[] piece = new byte[1024 * 1024];
            long count = 0;
            for (int read = stored.readNBytes(piece, 0, piece.length); read > 0; read = stored.readNBytes(piece, 0,
                    piece.length)) {
                assertThat(expected.readNBytes(read)).isEqualTo(Arrays.copyOf(piece, read));
                count += read;
            }
            assertThat(count).isEqualTo(MORE_THAN_MEMORY);
        }
        store().delete(key);
    }

    @Test
    void lets_go_of_an_object_that_is_not_read_to_its_end() throws IOException {
        ObjectKey key = freshKey();
        store().put(key, ObjectContent.of(BYTES, bytes(3_000_000)));

        for (int i = 0; i < 100; i++) {
            try (InputStream stored = store().get(key).orElseThrow()) {
                assertThat(stored.read()).isNotNegative();
            }
        }

        assertThat(content(key)).hasValue(bytes(3_000_000));
    }

    @Test
    void takes_an_upload_of_who_holds_a_ticket() {
        Upload upload = Upload.of(freshKey(), CSV, "a,b\n1,2\n");

        assertThat(upload.send(store().presignUpload(upload.request()))).isBetween(200, 201);

        assertThat(text(upload.key())).hasValue("a,b\n1,2\n");
        assertThat(store().head(upload.key())).map(ObjectInfo::type).hasValue(CSV);
    }

    @Test
    void takes_an_upload_whose_digest_was_announced() {
        Upload upload = Upload.of(freshKey(), CSV, "a,b\n1,2\n");
        Sha256 digest = Sha256.of(upload.bytes());

        assertThat(upload.send(store().presignUpload(upload.withSha256(digest).request()))).isBetween(200, 201);

        assertThat(text(upload.key())).hasValue("a,b\n1,2\n");
    }

    @Test
    void refuses_an_upload_with_another_digest() {
        Upload upload = Upload.of(freshKey(), CSV, "a,b\n1,2\n");
        Sha256 digest = Sha256.of("a,b\n1,3\n".getBytes(StandardCharsets.UTF_8));

        assertThat(upload.send(store().presignUpload(upload.withSha256(digest).request()))).isBetween(400, 499);

        assertThat(store().head(upload.key())).isEmpty();
    }

    @Test
    void refuses_an_upload_over_an_object_that_is_there() {
        Upload upload = Upload.of(freshKey(), CSV, "a,b\n1,2\n");
        assertThat(upload.send(store().presignUpload(upload.request()))).isBetween(200, 201);

        assertThat(upload.with("a,b\n6,6\n").send(store().presignUpload(upload.request()))).isBetween(400, 499);

        assertThat(text(upload.key())).hasValue("a,b\n1,2\n");
    }

    @Test
    void says_until_when_an_upload_can_be_begun() {
        Upload upload = Upload.of(freshKey(), CSV, "a");
        Instant now = Instant.now();

        assertThat(store().presignUpload(upload.request()).expiresAt())
                .isBetween(now.plus(Duration.ofMinutes(10)).minusSeconds(2),
                        Instant.now().plus(Duration.ofMinutes(10)).plusSeconds(2));
    }

    @Test
    void gives_an_object_to_who_has_its_address() {
        ObjectKey key = freshKey();
        store().put(key, ObjectContent.of(CSV, "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)));

        HttpResponse<String> download = Upload.download(store().presignDownload(
                new DownloadRequest(key, "Zoë's +1 (ä).csv", Duration.ofMinutes(10))));

        assertThat(download.statusCode()).isEqualTo(200);
        assertThat(download.body()).isEqualTo("a,b\n1,2\n");
        assertThat(download.headers().firstValue("Content-Type")).hasValue(CSV.value());
        assertThat(download.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename*=UTF-8''Zo%C3%AB%27s%20%2B1%20%28%C3%A4%29.csv");
    }

    @Test
    void has_nothing_at_the_address_of_what_is_not_there() {
        assertThat(Upload.download(store().presignDownload(new DownloadRequest(freshKey(), "a.csv",
                Duration.ofMinutes(10)))).statusCode()).isEqualTo(404);
    }

    private Optional<String> text(ObjectKey key) {
        return content(key).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private Optional<byte[]> content(ObjectKey key) {
        return store().get(key).map(stream -> {
            try (stream) {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
