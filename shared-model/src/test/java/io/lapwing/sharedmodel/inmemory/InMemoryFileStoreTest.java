package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.FileStoreContract;

import java.util.List;

class InMemoryFileStoreTest extends FileStoreContract {

    private final InMemoryStores stores = new InMemoryStores();

    @Override
    public FileStore files() {
        return stores.files();
    }

    @Override
    public List<RecordedEvent> outbox(String orderKey) {
        return stores.waiting(orderKey);
    }
}
