package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.inmemory.Memory.QuarantineKey;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.QuarantineStore;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.quarantine.QuarantineId;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Shows the quarantined messages that [InMemoryTelemetryStore] took in.
final class InMemoryQuarantineStore implements QuarantineStore {

    private static final Comparator<QuarantineEntry> NEWEST_FIRST = Comparator
            .comparing(InMemoryQuarantineStore::position).reversed();

    private final Memory memory;

    InMemoryQuarantineStore(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Page<QuarantineEntry> list(TenantId tenant, PageRequest page) {
        synchronized (memory) {
            List<QuarantineEntry> ahead = memory.quarantine.values().stream()
                    .filter(entry -> entry.message().device().tenant().equals(tenant))
                    .filter(entry -> page.after() == null || position(entry).compareTo(page.after()) < 0)
                    .sorted(NEWEST_FIRST).limit(page.limit() + 1L).toList();
            if (ahead.size() <= page.limit()) {
                return new Page<>(ahead, null);
            }
            List<QuarantineEntry> items = ahead.subList(0, page.limit());
            return new Page<>(items, position(items.getLast()));
        }
    }

    /// Sorts as text: a time of thirteen digits, then the id.
    private static String position(QuarantineEntry entry) {
        return "%013d/%s".formatted(entry.firstReceivedAt().toEpochMilli(), entry.message().id());
    }

    @Override
    public Optional<QuarantineEntry> find(TenantId tenant, QuarantineId id) {
        synchronized (memory) {
            return Optional.ofNullable(memory.quarantine.get(new QuarantineKey(tenant, id)));
        }
    }
}
