package io.lapwing.sharedmodel.file;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// A file that somebody announced, and what has become of it. Its methods are the steps that it can take, each a version
/// of its own; asking for one that its state does not allow is a mistake of the caller.
///
/// @param uploader who announced it, as in the audit trail: `user:{sub}`
/// @param sha256 of its bytes, once they were read
/// @param duplicateOf the file that has the same bytes and was taken, where this one was not for that reason
/// @param finding why it is quarantined, or failed
/// @param released whether somebody wants of it whatever can be read, though it cannot be trusted as a whole
/// @param lease who is reading it
/// @param version counts its changes, from 1
public record StoredFile(FileKey key, FileSpec spec, String uploader, FileState state, Times times,
        @Nullable Sha256 sha256, @Nullable FileId duplicateOf, @Nullable FileFinding finding, boolean released,
        LoadProgress progress, @Nullable Lease lease, long version) {

    /// To the millisecond.
    ///
    /// @param uploadEndsAt until when its upload can be begun
    /// @param receivedAt when its bytes were there: what the times in it are measured against
    public record Times(Instant announcedAt, Instant uploadEndsAt, @Nullable Instant receivedAt, Instant updatedAt) {

        Times at(Instant now) {
            return new Times(announcedAt, uploadEndsAt, receivedAt, now);
        }
    }

    /// One process reads a file at a time. Whoever lost its lease notices when it next saves the file.
    public record Lease(String holder, Instant endsAt) {}

    public static StoredFile announced(FileKey key, FileSpec spec, String uploader, Instant now, Instant uploadEndsAt) {
        return new StoredFile(key, spec, uploader, FileState.AWAITING_UPLOAD, new Times(now, uploadEndsAt, null, now),
                null, null, null, false, LoadProgress.NONE, null, 1);
    }

    /// Its bytes are there.
    public StoredFile received(Instant now) {
        require(state == FileState.AWAITING_UPLOAD);
        return new StoredFile(key, spec, uploader, FileState.RECEIVED,
                new Times(times.announcedAt(), times.uploadEndsAt(), now, now), sha256, null, null, false, progress,
                null, version + 1);
    }

    /// Its bytes did not come in time, or nothing can be made of it.
    public StoredFile failed(@Nullable FileFinding why, Instant now) {
        require(!state.isFinal());
        return ended(FileState.FAILED, why, now);
    }

    /// Somebody begins to read it, or goes on.
    public StoredFile taken(Lease by, Instant now) {
        require(isToProcess());
        return with(FileState.PROCESSING, progress, by, now);
    }

    /// Its bytes were read to their end.
    ///
    /// @param rows how many its tables have
    public StoredFile inspected(Sha256 digest, long rows, Lease by, Instant now) {
        require(state == FileState.PROCESSING);
        return new StoredFile(key, spec, uploader, state, times.at(now), digest, null, null, released,
                progress.ofTotal(rows), by, version + 1);
    }

    /// Some of its rows were loaded.
    public StoredFile advanced(LoadProgress further, Lease by, Instant now) {
        require(state == FileState.PROCESSING);
        return with(state, further, by, now);
    }

    /// All that could be taken of it was taken.
    ///
    /// @param why what kept the rest from being taken, where it was released
    public StoredFile completed(@Nullable FileFinding why, Instant now) {
        require(state == FileState.PROCESSING);
        return ended(FileState.COMPLETED, why, now);
    }

    /// Another file had the same bytes.
    public StoredFile duplicating(FileId original, Instant now) {
        require(state == FileState.PROCESSING);
        return new StoredFile(key, spec, uploader, FileState.COMPLETED, times.at(now), sha256, original, null, released,
                progress, null, version + 1);
    }

    /// It cannot be trusted.
    public StoredFile quarantined(Sha256 digest, FileFinding why, Instant now) {
        require(state == FileState.PROCESSING);
        return new StoredFile(key, spec, uploader, FileState.QUARANTINED, times.at(now), digest, null, why, released,
                progress, null, version + 1);
    }

    /// Somebody wants of it whatever can be read.
    public StoredFile released(Instant now) {
        require(isReleasable());
        return new StoredFile(key, spec, uploader, FileState.RECEIVED, times.at(now), sha256, null, null, true,
                LoadProgress.NONE, null, version + 1);
    }

    /// Whether there is something in it that could be taken all the same.
    public boolean isReleasable() {
        return state == FileState.QUARANTINED && finding != null && switch (finding.code()) {
            case TRUNCATED_INPUT, ENCODING, UNCLOSED_QUOTE, FIELD_COUNT, TOO_LARGE -> true;
            case BOMB, TYPE_MISMATCH, BAD_TIMESTAMP, BAD_NUMBER, AMBIGUOUS_NUMBER, UNKNOWN_UNIT, UNKNOWN_DEVICE,
                    DUPLICATE_ROW ->
                false;
        };
    }

    /// Whether its bytes are there, and are to be read.
    public boolean isToProcess() {
        return state == FileState.RECEIVED || state == FileState.PROCESSING;
    }

    /// Whether somebody else reads it.
    public boolean isLeasedToOther(String holder, Instant now) {
        return lease != null && !lease.holder().equals(holder) && now.isBefore(lease.endsAt());
    }

    private StoredFile with(FileState next, LoadProgress further, @Nullable Lease by, Instant now) {
        return new StoredFile(key, spec, uploader, next, times.at(now), sha256, duplicateOf, finding, released, further,
                by, version + 1);
    }

    private StoredFile ended(FileState next, @Nullable FileFinding why, Instant now) {
        return new StoredFile(key, spec, uploader, next, times.at(now), sha256, duplicateOf, why, released, progress,
                null, version + 1);
    }

    private void require(boolean allowed) {
        if (!allowed) {
            throw new IllegalStateException("a file that is " + state + " cannot do this");
        }
    }
}
