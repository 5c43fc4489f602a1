package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.DayReadings;
import io.lapwing.sharedmodel.port.DayReadingsContract;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.ReadingLoader;

import java.util.List;

class InMemoryDayReadingsTest extends DayReadingsContract {

    private final InMemoryStores stores = new InMemoryStores();

    @Override
    public Stores stores() {
        return stores.all();
    }

    @Override
    protected DayReadings days() {
        return stores.days();
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
