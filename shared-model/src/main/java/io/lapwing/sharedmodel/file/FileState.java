package io.lapwing.sharedmodel.file;

/// Where a file stands. Contract, section 11.
public enum FileState {
    /// It is announced, and its bytes are to come.
    AWAITING_UPLOAD,
    /// Its bytes are there.
    RECEIVED,
    /// It is being read.
    PROCESSING,
    /// All that could be taken of it was taken.
    COMPLETED,
    /// It cannot be trusted, and nothing was taken of it. It is kept, and can be released.
    QUARANTINED,
    /// It never came, or nothing can be made of it.
    FAILED;

    public boolean isFinal() {
        return switch (this) {
            case AWAITING_UPLOAD, RECEIVED, PROCESSING -> false;
            case COMPLETED, QUARANTINED, FAILED -> true;
        };
    }
}
