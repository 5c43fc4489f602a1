package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.live.AppUpdate;
import io.lapwing.sharedmodel.live.LiveKind;

import java.util.List;
import java.util.Set;

/// Tells apps what happens, over the broker that they listen on, where [StreamTickets] are issued.
///
/// Thread-safe, and never fails. Best effort and at most once: what cannot be published is dropped, and counted as
/// [Counters.Counter#UPDATES_DROPPED]; what an update is about is in the store. Updates of one device, or
/// file, and kind keep their order. Does not block on the broker, and keeps a bounded number of updates.
public interface AppUpdates {

    /// What somebody may be listening to in a tenant: of these kinds updates are worth sending. It may be some two seconds
    /// old, and is empty where it cannot be told.
    Set<LiveKind> wanted(TenantId tenant);

    /// What nobody wants is sent, too.
    void send(List<AppUpdate> updates);
}
