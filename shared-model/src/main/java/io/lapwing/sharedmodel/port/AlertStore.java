package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.AlertFilter;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;

import java.util.List;
import java.util.Optional;

/// The alerts of every tenant. They begin and end through [WatchStore] and [TelemetryStore#append]; here people find
/// them, and care for them. They go when their device goes.
///
/// Thread-safe. Reads see every write that has returned. All methods throw [StoreUnavailable] when the store cannot be
/// reached in time.
public interface AlertStore {

    Optional<Alert> find(TenantId tenant, AlertId id);

    /// Alerts, newest first by their number.
    Page<Alert> list(TenantId tenant, AlertFilter filter, PageRequest page);

    /// Replaces what people did about an alert, if its version still is `alert.version() - 1`; all else of it stays as
    /// it is.
    ///
    /// @return false if it is not, or the alert is gone: then nothing has changed
    boolean care(Alert alert, List<RecordedEvent> events);
}
