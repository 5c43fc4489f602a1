package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.AlertStoreContract;

import java.util.List;

class InMemoryAlertStoreTest extends AlertStoreContract {

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
