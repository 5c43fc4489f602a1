package io.lapwing.aws.transfer;

import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.file.UploadRequest;
import io.lapwing.sharedmodel.file.UploadTicket;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class S3ObjectStoreTest extends S3ObjectStoreTests {

    private static final ContentType BYTES = new ContentType("application/octet-stream");

    @Override
    protected TestS3 s3() {
        return TestS3.shared();
    }

    /// S3Mock takes every signature.
    @Override
    public boolean verifiesSignatures() {
        return false;
    }

    private static ObjectKey freshKey() {
        return new ObjectKey("test/" + UUID.randomUUID());
    }

    @Test
    void binds_size_type_digest_and_newness_into_the_signature() {
        Sha256 digest = Sha256.of(new byte[8]);
        UploadTicket ticket = store().presignUpload(new UploadRequest(freshKey(), 8, new ContentType("text/csv"),
                digest, Duration.ofMinutes(5)));

        assertThat(ticket.headers()).isEqualTo(Map.of("content-type", "text/csv", "if-none-match", "*",
                "x-amz-checksum-sha256", Base64.getEncoder().encodeToString(digest.toBytes())));
        assertThat(ticket.url().getQuery()).contains("X-Amz-Expires=300",
                "X-Amz-SignedHeaders=content-length;content-type;host;if-none-match;x-amz-checksum-sha256");
        assertThat(ticket.toString()).doesNotContain("Signature");
    }

    @Test
    void does_not_take_a_part_of_an_object_for_the_whole() throws Exception {
        ObjectKey key = freshKey();
        store().put(key, ObjectContent.of(BYTES, new byte[2_000_000]));
        try (CuttingProxy proxy = new CuttingProxy(s3().endpoint(), 1_000_000);
                InputStream content = s3().storeAt(proxy.address()).get(key).orElseThrow()) {

            assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(content::readAllBytes)
                    .withMessageStartingWith("ObjectStore.get of " + key);
        }
    }

    @Test
    void says_in_time_that_nobody_answers() throws Exception {
        try (SilentServer silent = new SilentServer()) {
            long start = System.nanoTime();

            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(() -> s3().storeAt(silent.address()).head(freshKey()))
                    .withMessageStartingWith("ObjectStore.head of test/");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
        }
    }

    @Test
    void says_that_nobody_is_there() {
        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> s3().storeAt(URI.create("http://127.0.0.1:1")).put(freshKey(),
                        ObjectContent.of(BYTES, new byte[10])));
    }

    @Test
    void takes_a_wrong_name_for_a_fault_of_its_own() {
        assertThatExceptionOfType(NoSuchBucketException.class)
                .isThrownBy(() -> s3().storeOf("no-such-bucket").put(freshKey(),
                        ObjectContent.of(BYTES, new byte[10])));
    }
}
