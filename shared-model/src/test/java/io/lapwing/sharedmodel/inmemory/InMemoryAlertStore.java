package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.AlertFilter;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.inmemory.Memory.AlertKey;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.AlertStore;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Keeps alerts in memory.
final class InMemoryAlertStore implements AlertStore {

    private final Memory memory;

    InMemoryAlertStore(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Optional<Alert> find(TenantId tenant, AlertId id) {
        synchronized (memory) {
            return Optional.ofNullable(memory.alerts.get(new AlertKey(tenant, id)));
        }
    }

    @Override
    public Page<Alert> list(TenantId tenant, AlertFilter filter, PageRequest page) {
        long before = page.after() == null ? Long.MAX_VALUE : Long.parseLong(page.after());
        synchronized (memory) {
            List<Alert> ahead = memory.alerts.values().stream()
                    .filter(alert -> alert.device().tenant().equals(tenant) && matches(alert, filter))
                    .filter(alert -> alert.id().number() < before)
                    .sorted(Comparator.comparingLong((Alert alert) -> alert.id().number()).reversed())
                    .limit(page.limit() + 1L).toList();
            if (ahead.size() <= page.limit()) {
                return new Page<>(ahead, null);
            }
            List<Alert> items = ahead.subList(0, page.limit());
            return new Page<>(items, Long.toString(items.getLast().id().number()));
        }
    }

    private boolean matches(Alert alert, AlertFilter filter) {
        return (filter.open() == null || filter.open() == alert.isOpen())
                && (filter.severity() == null || filter.severity() == alert.severity())
                && (filter.device() == null || filter.device().equals(alert.device().device()))
                && (filter.rule() == null || filter.rule().equals(alert.rule()))
                && (filter.site() == null || isAt(filter.site(), alert));
    }

    private boolean isAt(String site, Alert alert) {
        DeviceState state = memory.devices.get(alert.device());
        return state != null && site.equals(state.device.profile().site());
    }

    @Override
    public boolean care(Alert alert, List<RecordedEvent> events) {
        synchronized (memory) {
            AlertKey key = new AlertKey(alert.device().tenant(), alert.id());
            Alert known = memory.alerts.get(key);
            if (known == null || known.version() != alert.version() - 1) {
                return false;
            }
            memory.alerts.put(key, known.caredFor(alert.care()));
            memory.addToOutbox(events);
            return true;
        }
    }
}
