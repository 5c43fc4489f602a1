package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.FileStoreContract;

import java.util.List;

class PostgresFileStoreTest extends FileStoreContract {

    private final FileStore files = new PostgresFileStore(TestPostgres.database());

    @Override
    public FileStore files() {
        return files;
    }

    @Override
    public List<RecordedEvent> outbox(String orderKey) {
        return TestPostgres.outbox(orderKey);
    }
}
