package io.lapwing.fileprocessor.functions;

import io.lapwing.sharedmodel.event.FileEvent.FileAdvanced;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.file.LoadProgress;
import io.lapwing.sharedmodel.file.LoadProgress.Step;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.file.StoredFile.Lease;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.ReadingLoader;
import io.lapwing.sharedmodel.port.ReadingLoader.Counts;
import io.lapwing.sharedmodel.port.ReadingLoader.Loaded;
import io.lapwing.sharedmodel.port.ReadingLoader.Next;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// A file under the lease of one call of a function, in the version that this call has saved last. Every save renews the
/// lease; one that finds another version throws [LostFile], and has changed nothing. Not thread-safe.
final class HeldFile {

    static final Duration LEASE = Duration.ofSeconds(30);

    /// How old a lease gets before it is renewed for its own sake.
    private static final Duration KEEP = Duration.ofSeconds(10);
    /// How often those who listen are told of rows.
    private static final Duration TELL = Duration.ofSeconds(1);

    private final FileStore files;
    private final InstantSource clock;
    private final Hold hold;
    private StoredFile file;
    private Instant savedAt;
    private Instant toldAt;

    /// On what terms a call holds a file.
    ///
    /// @param holder a name that no other call has
    /// @param until when it lets the file go, for the next call to go on
    record Hold(String holder, Instant until, @Nullable TraceParent trace) {}

    /// @param file to be processed, and leased to nobody else
    private HeldFile(FileStore files, InstantSource clock, Hold hold, StoredFile file) {
        this.files = files;
        this.clock = clock;
        this.hold = hold;
        this.file = file;
        this.savedAt = now();
        this.toldAt = savedAt;
    }

    /// @throws LostFile if somebody was faster
    static HeldFile take(FileStore files, InstantSource clock, Hold hold, StoredFile file) {
        HeldFile held = new HeldFile(files, clock, hold, file);
        held.save(file.taken(held.lease(), held.now()));
        return held;
    }

    StoredFile file() {
        return file;
    }

    /// To the millisecond, as times are kept.
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// The lease that the next version is to have.
    Lease lease() {
        return new Lease(hold.holder(), now().plus(LEASE));
    }

    boolean isOutOfTime() {
        return !now().isBefore(hold.until());
    }

    /// Saves its next version, and tells of it.
    void save(StoredFile next) {
        save(next, List.of(advanced(next)));
        toldAt = savedAt;
    }

    /// To be called while something takes long: renews the lease before it ends.
    void keep() {
        if (!now().isBefore(savedAt.plus(KEEP))) {
            save(file.advanced(file.progress(), lease(), now()), List.of());
        }
    }

    /// Leaves it to whoever comes next, at once.
    void letGo() {
        save(file.advanced(file.progress(), new Lease(hold.holder(), now()), now()));
    }

    /// Loads rows, and saves with them how far it has come.
    ///
    /// @param step what has become of the rows that were read
    Loaded load(ReadingLoader loader, List<Reading> rows, Function<Counts, Step> step) {
        Instant at = now();
        boolean isToTell = !at.isBefore(toldAt.plus(TELL));
        Loaded loaded = loader.load(file, rows, counts -> {
            LoadProgress further = file.progress().plus(step.apply(counts));
            StoredFile next = file.advanced(further, lease(), at);
            return new Next(next, isToTell ? List.of(advanced(next)) : List.of());
        });
        switch (loaded) {
            case Loaded.Stored(StoredFile stored) -> {
                file = stored;
                savedAt = at;
                toldAt = isToTell ? at : toldAt;
            }
            case Loaded.Superseded _ -> throw new LostFile();
            case Loaded.NoSuchDevice _ -> {
                // Nothing has changed.
            }
        }
        return loaded;
    }

    private void save(StoredFile next, List<RecordedEvent> events) {
        if (!files.save(next, events)) {
            throw new LostFile();
        }
        file = next;
        savedAt = next.times().updatedAt();
    }

    private RecordedEvent advanced(StoredFile next) {
        return new RecordedEvent(new FileAdvanced(next.key(), next.state(), next.version()), next.times().updatedAt(),
                hold.trace());
    }
}
