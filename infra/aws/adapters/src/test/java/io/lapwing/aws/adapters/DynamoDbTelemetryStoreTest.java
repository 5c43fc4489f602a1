package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.port.TelemetryStoreContract;
import io.lapwing.sharedmodel.watch.DeviceWatcher;

import java.time.InstantSource;
import java.util.List;

@NeedsDynamoDb
class DynamoDbTelemetryStoreTest extends TelemetryStoreContract {

    private static final DynamoDatabase DATABASE = TestDynamoDb.shared().database();
    private static final Stores STORES = TestDynamoDbStores.on(DATABASE);

    @Override
    public Stores stores() {
        return STORES;
    }

    @Override
    public TelemetryStore storeWatchedBy(DeviceWatcher watcher) {
        return new DynamoDbTelemetryStore(DATABASE, InstantSource.system(), watcher);
    }

    @Override
    public List<RecordedEvent> outbox(String orderKey) {
        return TestOutbox.of(DATABASE, orderKey);
    }
}
