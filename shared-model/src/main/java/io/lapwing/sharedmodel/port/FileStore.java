package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.file.FileFilter;
import io.lapwing.sharedmodel.file.FileId;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The files of every tenant, without their bytes.
///
/// Thread-safe. Reads see every write that has returned. A file is one item under its key; writes are compare-and-set on
/// its version. Times are kept to the millisecond. All methods throw [StoreUnavailable] when the store cannot be reached
/// in time.
public interface FileStore {

    Optional<StoredFile> find(FileKey key);

    /// The newest first, in descending order of their ids.
    Page<StoredFile> list(TenantId tenant, FileFilter filter, PageRequest page);

    /// Stores a file: a new one where its version is 1, else in place of the version before; its events go into the
    /// outbox in the same transaction.
    ///
    /// @param events at most ten
    /// @return false if another version is there, or it is missing: then nothing has changed
    boolean save(StoredFile file, List<RecordedEvent> events);

    /// Claims the bytes of a file for it: of all files of the tenant with the same digest, of whose bytes the
    /// same is to be made (by their purpose, their profile, and what becomes of unknown devices), one has them. A claim whose file failed, or is gone, can be taken over.
    ///
    /// @param file whose digest is known
    /// @return the file that has them: this one, if it got them now or before
    FileId claimBytes(StoredFile file);

    /// Files of all tenants whose bytes are still to come, though their upload ended before this time; the longest ago
    /// first.
    List<StoredFile> overdue(Instant before, int max);
}
