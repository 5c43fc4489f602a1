package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.PresenceNews;
import io.lapwing.deviceingest.functions.PresenceUpdates.Told;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.watch.ConnectionEvent;
import io.lapwing.sharedmodel.watch.ConnectionEvent.Connected;
import io.lapwing.sharedmodel.watch.ConnectionEvent.Disconnected;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// The function `recordConnections`: has the presence of devices follow their connections to a broker that tells of
/// them. Those of each device in their order; those of devices that are not registered have no effect.
///
/// When it returns, all of it is in the store. When it throws [io.lapwing.sharedmodel.port.StoreUnavailable], the same
/// events can be tried again: those that were taken have no second effect. Thread-safe.
public final class RecordConnections implements Consumer<List<ConnectionEvent>> {

    private final PresenceUpdates updates;

    public RecordConnections(PresenceUpdates updates) {
        this.updates = updates;
    }

    @Override
    public void accept(List<ConnectionEvent> events) {
        updates.take(events.stream().map(RecordConnections::told).toList());
    }

    private static Told told(ConnectionEvent event) {
        return switch (event) {
            case Connected(DeviceKey device, String connection, Instant at) ->
                new Told(device, new PresenceNews.Connected(connection), at, true);
            case Disconnected(DeviceKey device, String connection, Instant at) ->
                new Told(device, new PresenceNews.Disconnected(connection), at, false);
        };
    }
}
