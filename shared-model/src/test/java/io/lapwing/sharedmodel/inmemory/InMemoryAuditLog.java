package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.AuditLog;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Keeps the audit trail in memory.
final class InMemoryAuditLog implements AuditLog {

    /// An event and its number, which tells events of one moment apart.
    private record Numbered(AuditEvent event, long number) {

        String position() {
            return "%013d/%019d".formatted(event.at().toEpochMilli(), number);
        }
    }

    private final NavigableSet<Numbered> newestFirst = new TreeSet<>(
            Comparator.comparing(Numbered::position).reversed());
    private long appended;

    @Override
    public synchronized void append(List<AuditEvent> events) {
        events.forEach(event -> newestFirst.add(new Numbered(event, appended++)));
    }

    @Override
    public synchronized Page<AuditEvent> list(TenantId tenant, PageRequest page) {
        List<Numbered> ahead = newestFirst.stream().filter(numbered -> tenant.equals(numbered.event().tenant()))
                .filter(numbered -> page.after() == null || numbered.position().compareTo(page.after()) < 0)
                .limit(page.limit() + 1L).toList();
        boolean more = ahead.size() > page.limit();
        List<Numbered> items = more ? ahead.subList(0, page.limit()) : ahead;
        return new Page<>(items.stream().map(Numbered::event).toList(), more ? items.getLast().position() : null);
    }
}
