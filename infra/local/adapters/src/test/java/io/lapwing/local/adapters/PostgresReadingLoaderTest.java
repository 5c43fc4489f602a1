package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.ReadingLoader;
import io.lapwing.sharedmodel.port.ReadingLoaderContract;

import java.util.List;

class PostgresReadingLoaderTest extends ReadingLoaderContract {

    private final Stores stores = TestPostgres.stores();
    private final FileStore files = new PostgresFileStore(TestPostgres.database());
    private final ReadingLoader loader = new PostgresReadingLoader(TestPostgres.database());

    @Override
    public Stores stores() {
        return stores;
    }

    @Override
    public FileStore files() {
        return files;
    }

    @Override
    public ReadingLoader loader() {
        return loader;
    }

    @Override
    public List<RecordedEvent> outbox(String orderKey) {
        return TestPostgres.outbox(orderKey);
    }
}
