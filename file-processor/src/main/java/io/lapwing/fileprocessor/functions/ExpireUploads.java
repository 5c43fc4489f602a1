package io.lapwing.fileprocessor.functions;

import io.lapwing.fileprocessor.functions.ReceiveUpload.Receipt;
import io.lapwing.sharedmodel.event.FileEvent.FileAdvanced;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.file.StoredFile;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The function `expireUploads`, run every minute or so: looks after files whose upload can no longer be begun. Where the
/// bytes are there, though nobody was told of them, the file is received; where they have not come [#GRACE] later, it has
/// failed. It takes the time of the run, and says for how many files the waiting is over. No object is deleted.
///
/// Any number of runs may go on at once. Thread-safe. What a run has not done when it throws
/// [io.lapwing.sharedmodel.port.StoreUnavailable] the next one does.
public final class ExpireUploads implements Function<Instant, Integer> {

    /// How long an upload may take that was begun at the last moment.
    public static final Duration GRACE = Duration.ofHours(1);

    private static final int BATCH = 200;

    private final FilePorts ports;
    private final ReceiveUpload receive;

    public ExpireUploads(FilePorts ports, ReceiveUpload receive) {
        this.ports = ports;
        this.receive = receive;
    }

    /// Goes on until there is none left, or those that are left have time.
    @Override
    public Integer apply(Instant now) {
        int ended = 0;
        int endedOfBatch;
        List<StoredFile> overdue;
        do {
            overdue = ports.files().overdue(now, BATCH);
            endedOfBatch = (int) overdue.stream().filter(file -> end(file, now)).count();
            ended += endedOfBatch;
        } while (endedOfBatch > 0 && overdue.size() == BATCH);
        return ended;
    }

    private boolean end(StoredFile file, Instant now) {
        Optional<Receipt> receipt = receive.receive(file);
        return switch (receipt.orElse(Receipt.NOTHING_NEW)) {
            case RECEIVED -> true;
            case NOTHING_NEW, NO_UPLOAD -> false;
            case NOT_AS_ANNOUNCED -> file.times().uploadEndsAt().plus(GRACE).isBefore(now) && fail(file, now);
        };
    }

    private boolean fail(StoredFile file, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        StoredFile failed = file.failed(null, at);
        FileAdvanced event = new FileAdvanced(failed.key(), failed.state(), failed.version());
        return ports.files().save(failed, List.of(new RecordedEvent(event, at, null)));
    }
}
