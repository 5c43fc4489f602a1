package io.lapwing.local.app.live;

import io.lapwing.restapi.functions.LiveUpdate;
import io.lapwing.sharedmodel.live.LivePosition;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The clients of one tenant, and how far it was read on behalf of all of them. Thread-safe.
final class TenantTail {

    private final Set<WaitingUpdates> clients = new HashSet<>();
    private LivePosition position;

    TenantTail(LivePosition position) {
        this.position = position;
    }

    synchronized LivePosition position() {
        return position;
    }

    synchronized void join(WaitingUpdates client) {
        clients.add(client);
    }

    /// @return whether nobody is left
    synchronized boolean leave(WaitingUpdates client) {
        clients.remove(client);
        return clients.isEmpty();
    }

    /// Has a client get all that comes after where the tail is now.
    ///
    /// @return where that is
    synchronized LivePosition attach(WaitingUpdates client) {
        client.follow();
        return position;
    }

    /// Gives out what came after the position.
    synchronized void advance(List<LiveUpdate> updates, LivePosition end) {
        position = end;
        clients.forEach(client -> client.add(updates, end));
    }

    /// Goes on elsewhere, since what came after the position is not kept any more. Each client finds that out for
    /// himself: he may not need what is missing.
    synchronized void jump(LivePosition elsewhere) {
        position = elsewhere;
        clients.forEach(WaitingUpdates::miss);
    }

    synchronized List<WaitingUpdates> clients() {
        return List.copyOf(clients);
    }
}
