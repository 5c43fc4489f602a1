package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.quarantine.QuarantineId;

import java.util.Optional;

/// Messages that could not be taken. They come in, and are ended by a replay, through [TelemetryStore#append], in the
/// same transaction as all else that their message has to store. A message that comes again is counted; after its
/// replay it waits for another one.
///
/// Thread-safe. Reads see every write that has returned. All methods throw [StoreUnavailable] when the store cannot
/// be reached in time.
public interface QuarantineStore {

    /// What waits for a replay and what has had one, newest first by the time that it first came in.
    Page<QuarantineEntry> list(TenantId tenant, PageRequest page);

    Optional<QuarantineEntry> find(TenantId tenant, QuarantineId id);
}
