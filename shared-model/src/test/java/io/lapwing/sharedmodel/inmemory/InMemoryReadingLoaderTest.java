package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.ReadingLoader;
import io.lapwing.sharedmodel.port.ReadingLoaderContract;

import java.util.List;

class InMemoryReadingLoaderTest extends ReadingLoaderContract {

    private final InMemoryStores stores = new InMemoryStores();

    @Override
    public Stores stores() {
        return stores.all();
    }

    @Override
    public FileStore files() {
        return stores.files();
    }

    @Override
    public ReadingLoader loader() {
        return stores.loader();
    }

    @Override
    public List<RecordedEvent> outbox(String orderKey) {
        return stores.waiting(orderKey);
    }
}
