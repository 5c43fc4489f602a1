package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.WatchStoreContract;

import java.util.List;

class InMemoryWatchStoreTest extends WatchStoreContract {

    private final InMemoryStores stores = new InMemoryStores();

    @Override
    public Stores stores() {
        return stores.all();
    }

    @Override
    public List<RecordedEvent> outbox(String orderKey) {
        return stores.waiting(orderKey);
    }
}
