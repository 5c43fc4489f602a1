package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.port.TelemetryStoreContract;
import io.lapwing.sharedmodel.watch.DeviceWatcher;

import java.util.List;

class InMemoryTelemetryStoreTest extends TelemetryStoreContract {

    private final InMemoryStores stores = new InMemoryStores();

    @Override
    public Stores stores() {
        return stores.all();
    }

    @Override
    public TelemetryStore storeWatchedBy(DeviceWatcher watcher) {
        return stores.telemetryWatchedBy(watcher);
    }

    @Override
    public List<RecordedEvent> outbox(String orderKey) {
        return stores.waiting(orderKey);
    }
}
