package io.lapwing.fileprocessor.functions;

import io.lapwing.sharedmodel.event.FileEvent.FileReceived;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The function `receiveUpload`: an object has arrived. If it is the upload of a file that awaits it, the file is
/// received, and is told of, so that it is processed. May be called any number of times, by any number at once, for one
/// object: the file is received once. Thread-safe. Throws [StoreUnavailable] when a store cannot be reached.
public final class ReceiveUpload implements Function<ObjectKey, ReceiveUpload.Receipt> {

    private static final System.Logger LOG = System.getLogger(ReceiveUpload.class.getName());
    /// Each time that somebody comes in between, the file has come further.
    private static final int MAX_ATTEMPTS = 5;

    private final FilePorts ports;
    private final Uploads uploads;
    private final InstantSource clock;

    /// What an object turned out to be.
    public enum Receipt {
        /// The upload of a file that awaited it.
        RECEIVED,
        /// The upload of a file that has been received before, or awaits nothing any more.
        NOTHING_NEW,
        /// The upload of a file that is not there, or has another size than was announced.
        NOT_AS_ANNOUNCED,
        /// No upload of a file.
        NO_UPLOAD
    }

    public ReceiveUpload(FilePorts ports, InstantSource clock) {
        this.ports = ports;
        this.uploads = new Uploads(ports.objects());
        this.clock = clock;
    }

    @Override
    public Receipt apply(ObjectKey object) {
        Optional<FileKey> key = FileKey.ofUpload(object);
        if (key.isEmpty()) {
            LOG.log(Level.INFO, "ignored an object that is no upload of a file: {0}", object);
            return Receipt.NO_UPLOAD;
        }
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            Optional<StoredFile> file = ports.files().find(key.get());
            if (file.isEmpty()) {
                LOG.log(Level.WARNING, "ignored an upload of a file that nobody announced: {0}", object);
                return Receipt.NO_UPLOAD;
            }
            Optional<Receipt> receipt = receive(file.get());
            if (receipt.isPresent()) {
                if (receipt.get() == Receipt.NOT_AS_ANNOUNCED) {
                    LOG.log(Level.WARNING, "{0} is not there as it was announced", object);
                }
                return receipt.get();
            }
        }
        throw new StoreUnavailable("FileStore.save", key.get().toString(),
                new IllegalStateException("others came in between " + MAX_ATTEMPTS + " times"));
    }

    /// @return nothing if somebody came in between
    Optional<Receipt> receive(StoredFile file) {
        if (file.state() != FileState.AWAITING_UPLOAD) {
            return Optional.of(Receipt.NOTHING_NEW);
        }
        if (!uploads.hasBytesOf(file)) {
            return Optional.of(Receipt.NOT_AS_ANNOUNCED);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        StoredFile received = file.received(now);
        FileReceived event = new FileReceived(received.key(), received.version());
        return ports.files().save(received, List.of(new RecordedEvent(event, now, null)))
                ? Optional.of(Receipt.RECEIVED)
                : Optional.empty();
    }
}
