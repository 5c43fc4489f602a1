package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.EventFeed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Keeps what happened in memory, for good.
public final class InMemoryEventFeed implements EventFeed {

    private record Name(String orderKey, long position) {}

    private final Map<TenantId, List<Entry>> entries = new HashMap<>();
    private final Set<Name> names = new HashSet<>();

    @Override
    public synchronized void append(List<RecordedEvent> events) {
        for (RecordedEvent recorded : events) {
            Event event = recorded.event();
            if (names.add(new Name(event.orderKey(), event.position()))) {
                List<Entry> ofTenant = entries.computeIfAbsent(event.tenant(), _ -> new ArrayList<>());
                ofTenant.add(new Entry(ofTenant.size() + 1L, recorded));
            }
        }
    }

    @Override
    public synchronized List<Entry> read(TenantId tenant, long after, int max) {
        EventFeed.requireReadable(max);
        return entries.getOrDefault(tenant, List.of()).stream().filter(entry -> entry.number() > after).limit(max)
                .toList();
    }
}
