package io.lapwing.local.app.live;

import io.lapwing.restapi.functions.OpenStream.Wanted;
import io.lapwing.sharedmodel.device.TenantId;

import java.util.HashMap;
import java.util.Map;

/// How many listen to this process. Thread-safe.
final class Admission {

    private final StreamSettings settings;
    private final StreamMeters meters;
    private final Map<TenantId, Integer> ofTenant = new HashMap<>();
    private int clients;
    private boolean closed;

    Admission(StreamSettings settings, StreamMeters meters) {
        this.settings = settings;
        this.meters = meters;
    }

    /// @return false if there is no room
    synchronized boolean enter(Wanted wanted) {
        int others = ofTenant.getOrDefault(wanted.tenant(), 0);
        if (closed || clients >= settings.maxClients() || others >= settings.maxClientsOfTenant()) {
            meters.refused();
            return false;
        }
        ofTenant.put(wanted.tenant(), others + 1);
        clients++;
        meters.clients(clients);
        return true;
    }

    synchronized void leave(Wanted wanted) {
        ofTenant.computeIfPresent(wanted.tenant(), (_, number) -> number == 1 ? null : number - 1);
        clients--;
        meters.clients(clients);
        notifyAll();
    }

    /// Lets nobody in any more.
    synchronized void close() {
        closed = true;
    }

    /// Waits until all have left, but not for long.
    synchronized void awaitEmpty(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; clients > 0 && left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }
}
