package io.lapwing.fileprocessor.functions;

import io.lapwing.fileprocessor.functions.ReceiveUpload.Receipt;
import io.lapwing.sharedmodel.event.FileEvent.FileAdvanced;
import io.lapwing.sharedmodel.event.FileEvent.FileReceived;
import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.ObjectKey;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static io.lapwing.fileprocessor.functions.Desk.spec;
import static org.assertj.core.api.Assertions.assertThat;

/// Uploads that arrive, and those that do not.
class UploadsTest {

    private final Desk desk = new Desk();
    private final ExpireUploads expire = new ExpireUploads(desk.ports, desk.receive);

    @Test
    void receives_a_file_whose_upload_arrived() {
        FileKey key = desk.upload(spec("a.csv", 3), new byte[3]);

        assertThat(desk.receive.apply(key.upload())).isEqualTo(Receipt.RECEIVED);
        assertThat(desk.receive.apply(key.upload())).isEqualTo(Receipt.NOTHING_NEW);

        assertThat(desk.file(key).state()).isEqualTo(FileState.RECEIVED);
        assertThat(desk.file(key).times().receivedAt()).isEqualTo(Desk.NOW);
        assertThat(desk.stores.recorded()).containsExactly(new FileReceived(key, 2));
    }

    @Test
    void waits_for_an_upload_that_is_not_there_as_it_was_announced() {
        FileKey missing = desk.announce(spec("a.csv", 3));
        FileKey other = desk.upload(spec("a.csv", 3), new byte[4]);

        assertThat(desk.receive.apply(missing.upload())).isEqualTo(Receipt.NOT_AS_ANNOUNCED);
        assertThat(desk.receive.apply(other.upload())).isEqualTo(Receipt.NOT_AS_ANNOUNCED);

        assertThat(desk.file(missing).state()).isEqualTo(FileState.AWAITING_UPLOAD);
        assertThat(desk.stores.recorded()).isEmpty();
    }

    @Test
    void ignores_objects_that_are_no_uploads() {
        FileKey key = desk.announce(spec("a.csv", 3));

        assertThat(desk.receive.apply(key.rejects())).isEqualTo(Receipt.NO_UPLOAD);
        assertThat(desk.receive.apply(new ObjectKey("files/acme/f-" + "0".repeat(32) + "/upload")))
                .isEqualTo(Receipt.NO_UPLOAD);
    }

    @Test
    void receives_what_arrived_though_nobody_was_told() {
        FileKey key = desk.upload(spec("a.csv", 3), new byte[3]);
        assertThat(expire.apply(desk.clock.instant())).isZero();

        desk.clock.advance(Duration.ofMinutes(16));

        assertThat(expire.apply(desk.clock.instant())).isEqualTo(1);
        assertThat(desk.file(key).state()).isEqualTo(FileState.RECEIVED);
    }

    @Test
    void gives_an_upload_up_that_did_not_come_and_leaves_it_time_to_end() {
        FileKey key = desk.announce(spec("a.csv", 3));
        desk.clock.advance(Duration.ofMinutes(16));
        assertThat(expire.apply(desk.clock.instant())).isZero();

        desk.clock.advance(ExpireUploads.GRACE);

        assertThat(expire.apply(desk.clock.instant())).isEqualTo(1);
        assertThat(desk.file(key).state()).isEqualTo(FileState.FAILED);
        assertThat(desk.stores.recorded()).containsExactly(new FileAdvanced(key, FileState.FAILED, 2));
        desk.objects.put(key.upload(), ObjectContent.of(new ContentType("text/csv"), new byte[3]));
        assertThat(desk.receive.apply(key.upload())).isEqualTo(Receipt.NOTHING_NEW);
    }

    @Test
    void gives_up_more_than_one_batch() {
        for (int i = 0; i < 450; i++) {
            desk.announce(spec("a.csv", 3));
        }
        desk.clock.advance(Duration.ofMinutes(16).plus(ExpireUploads.GRACE));

        assertThat(expire.apply(desk.clock.instant())).isEqualTo(450);
    }
}
