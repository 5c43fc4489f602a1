package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.DownloadRequest;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.fixtures.Upload;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// What the signature of an upload, and of a download, is good for. Not every stand-in for a cloud's store looks at signatures.
public interface UploadTests {

    ContentType TABLE = new ContentType("text/csv");

    /// The adapter under test.
    ObjectStore store();

    /// Whether the store behind the adapter verifies signatures, as the real one does.
    default boolean verifiesSignatures() {
        return true;
    }

    private Upload signed() {
        assumeTrue(verifiesSignatures(), "this store verifies no signatures");
        return Upload.of(new ObjectKey("test/" + UUID.randomUUID()), TABLE, "a,b\n1,2\n");
    }

    private void assertRefused(Upload upload, int status) {
        assertThat(status).isBetween(400, 499);
        assertThat(store().head(upload.key())).isEmpty();
    }

    @Test
    default void refuses_an_upload_of_another_size() {
        Upload upload = signed();

        assertRefused(upload, upload.with("a,b\n1,2\n3,4\n").send(store().presignUpload(upload.request())));
        assertRefused(upload, upload.with("a").send(store().presignUpload(upload.request())));
    }

    @Test
    default void refuses_an_upload_of_another_type() {
        Upload upload = signed();

        assertRefused(upload, upload.sendWithHeader("Content-Type", "text/html",
                store().presignUpload(upload.request())));
    }

    @Test
    default void refuses_an_upload_to_another_key() {
        Upload upload = signed();
        Upload other = Upload.of(new ObjectKey("test/" + UUID.randomUUID()), TABLE, "a,b\n1,2\n");

        assertRefused(other, upload.sendTo(other.key(), store().presignUpload(upload.request())));
    }

    @Test
    default void refuses_an_upload_whose_url_was_tampered_with() {
        Upload upload = signed();

        assertRefused(upload, upload.sendTampered(store().presignUpload(upload.request())));
    }

    @Test
    default void refuses_an_upload_that_is_begun_too_late() throws InterruptedException {
        Upload upload = signed().validFor(Duration.ofSeconds(1));
        var ticket = store().presignUpload(upload.request());

        Thread.sleep(2500);

        assertRefused(upload, upload.send(ticket));
    }

    @Test
    default void gives_no_object_to_who_changed_the_address() {
        ObjectKey key = signed().key();
        ObjectKey other = signed().key();
        Stream.of(key, other).forEach(each -> store().put(each, ObjectContent.of(TABLE, new byte[1])));
        String url = store().presignDownload(new DownloadRequest(key, "a.csv", Duration.ofMinutes(10))).toString();

        assertThat(Upload.download(URI.create(url.replace(key.value(), other.value()))).statusCode())
                .isBetween(400, 499);
    }
}
