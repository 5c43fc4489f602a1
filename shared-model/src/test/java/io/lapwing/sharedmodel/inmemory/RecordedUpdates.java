package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.live.AppUpdate;
import io.lapwing.sharedmodel.live.LiveKind;
import io.lapwing.sharedmodel.port.AppUpdates;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers what apps were told.
public final class RecordedUpdates implements AppUpdates {

    private final Map<TenantId, Set<LiveKind>> wanted = new ConcurrentHashMap<>();
    private final List<AppUpdate> sent = new ArrayList<>();

    /// Somebody listens to this as well from now on.
    public void listen(TenantId tenant, Set<LiveKind> kinds) {
        wanted.merge(tenant, kinds, (some, more) -> {
            Set<LiveKind> all = EnumSet.copyOf(some);
            all.addAll(more);
            return all;
        });
    }

    @Override
    public Set<LiveKind> wanted(TenantId tenant) {
        return wanted.getOrDefault(tenant, Set.of());
    }

    @Override
    public synchronized void send(List<AppUpdate> updates) {
        sent.addAll(updates);
    }

    /// Everything that was sent, in its order.
    public synchronized List<AppUpdate> all() {
        return List.copyOf(sent);
    }
}
