package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.live.AppUpdate;
import io.lapwing.sharedmodel.live.LiveKind;
import io.lapwing.sharedmodel.port.AppUpdates;
import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.Counters.Counter;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.util.List;
import java.util.Set;

/// Publishes to apps through AWS IoT Core, before the call ends that the updates came up in: whoever calls the function
/// calls [#flush] before it answers.
public final class IotAppUpdates implements AppUpdates {

    private static final System.Logger LOG = System.getLogger(IotAppUpdates.class.getName());

    private final DynamoDbListeners listeners;
    private final PublishQueue<AppUpdate> waiting;

    public IotAppUpdates(IotPublisher iot, DynamoDbListeners listeners, Counters counters) {
        this.listeners = listeners;
        this.waiting = new PublishQueue<>("updates of apps", AppUpdate::subject, iot::publish,
                dropped -> counters.add(Counter.UPDATES_DROPPED, dropped));
    }

    @Override
    public Set<LiveKind> wanted(TenantId tenant) {
        try {
            return listeners.of(tenant);
        } catch (StoreUnavailable e) {
            LOG.log(System.Logger.Level.WARNING, "no app is told: {0}", e.getMessage());
            return Set.of();
        }
    }

    @Override
    public void send(List<AppUpdate> updates) {
        waiting.add(updates);
    }

    /// Publishes what waits. Returns when that is done, after little more than a second at most; never throws.
    public void flush() {
        waiting.flush();
    }
}
