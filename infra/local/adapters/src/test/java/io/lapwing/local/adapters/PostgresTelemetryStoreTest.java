package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.port.TelemetryStoreContract;
import io.lapwing.sharedmodel.watch.DeviceWatcher;

import java.time.InstantSource;
import java.util.List;

class PostgresTelemetryStoreTest extends TelemetryStoreContract {

    private final Stores stores = TestPostgres.stores();

    @Override
    public Stores stores() {
        return stores;
    }

    @Override
    public TelemetryStore storeWatchedBy(DeviceWatcher watcher) {
        return new PostgresTelemetryStore(TestPostgres.database(), InstantSource.system(), watcher);
    }

    @Override
    public List<RecordedEvent> outbox(String orderKey) {
        return TestPostgres.outbox(orderKey);
    }
}
