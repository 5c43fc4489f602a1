package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.DayReadings;
import io.lapwing.sharedmodel.port.DayReadingsContract;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.ReadingLoader;

import java.util.List;

class PostgresDayReadingsTest extends DayReadingsContract {

    private final Stores stores = TestPostgres.stores();
    private final FileStore files = new PostgresFileStore(TestPostgres.database());
    private final ReadingLoader loader = new PostgresReadingLoader(TestPostgres.database());
    private final DayReadings days = new PostgresDayReadings(TestPostgres.database());

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
    protected DayReadings days() {
        return days;
    }

    @Override
    public List<RecordedEvent> outbox(String orderKey) {
        return TestPostgres.outbox(orderKey);
    }
}
