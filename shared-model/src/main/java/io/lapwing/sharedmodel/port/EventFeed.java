package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;

import java.util.List;

/// What happened in a tenant, in one row that everybody reads at his own pace: apps that listen, and that come back
/// after a while. Events are kept for a week, or longer.
///
/// Thread-safe. All methods throw [StoreUnavailable] when the store cannot be reached in time.
public interface EventFeed {

    /// How many entries can be read at once.
    int MAX_READ = 1000;

    /// @param number ascends by one within a tenant, from 1
    record Entry(long number, RecordedEvent event) {}

    /// Appends events of any tenants, of each tenant in their order. One that is there already, by key and position, is
    /// left out: appending again changes nothing.
    void append(List<RecordedEvent> events);

    /// The entries after one, in ascending order. Whoever reads on from the last that he was given misses none that was
    /// ever appended, whatever is appended meanwhile.
    ///
    /// @param after 0 to begin with the oldest that is kept
    /// @param max from 1 to [#MAX_READ]
    List<Entry> read(TenantId tenant, long after, int max);

    /// @throws IllegalArgumentException if so many entries cannot be read at once
    static void requireReadable(int max) {
        if (max < 1 || max > MAX_READ) {
            throw new IllegalArgumentException("of a feed, 1 to " + MAX_READ + " entries are read at a time");
        }
    }
}
