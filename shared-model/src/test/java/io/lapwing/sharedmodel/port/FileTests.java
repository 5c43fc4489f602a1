package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.FileEvent;
import io.lapwing.sharedmodel.event.FileEvent.FileAdvanced;
import io.lapwing.sharedmodel.event.FileEvent.FileReceived;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.file.StoredFile.Lease;
import io.lapwing.sharedmodel.fixtures.FileBuilder;

import java.time.Instant;
import java.util.List;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aFile;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

/// What the contracts build on that have to do with files.
interface FileTests {

    /// The files that the adapter under test works on.
    FileStore files();

    /// The events under this key that wait in the outbox, in order.
    List<RecordedEvent> outbox(String orderKey);

    default StoredFile saved(FileBuilder builder) {
        return saved(builder.build());
    }

    default StoredFile saved(StoredFile file) {
        assertThat(files().save(file, List.of())).isTrue();
        return file;
    }

    /// A file that is being read.
    default StoredFile processing(TenantId tenant) {
        return processing(aFile().in(tenant));
    }

    default StoredFile processing(FileBuilder builder) {
        StoredFile received = saved(saved(builder).received(now()));
        return saved(received.taken(lease(), now()));
    }

    default StoredFile found(StoredFile file) {
        return files().find(file.key()).orElseThrow();
    }

    /// What the outbox has of a file.
    default List<RecordedEvent> told(StoredFile file) {
        return outbox(event(file).event().orderKey());
    }

    static RecordedEvent event(StoredFile file) {
        FileEvent event = file.state() == FileState.RECEIVED ? new FileReceived(file.key(), file.version())
                : new FileAdvanced(file.key(), file.state(), file.version());
        return new RecordedEvent(event, file.times().updatedAt(), null);
    }

    static Lease lease() {
        Instant endsAt = now().plusSeconds(60);
        return new Lease("worker-1", endsAt);
    }
}
