package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;

import java.util.List;

/// The trail of writes and refusals.
///
/// Thread-safe. Append-only. All methods throw [StoreUnavailable] when the store cannot be reached in time.
public interface AuditLog {

    void append(List<AuditEvent> events);

    /// A tenant's events, newest first.
    Page<AuditEvent> list(TenantId tenant, PageRequest page);
}
