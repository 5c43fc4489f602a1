package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.AlertStoreContract;

import java.util.List;

class PostgresAlertStoreTest extends AlertStoreContract {

    private final Stores stores = TestPostgres.stores();

    @Override
    public Stores stores() {
        return stores;
    }

    @Override
    public List<RecordedEvent> outbox(String orderKey) {
        return TestPostgres.outbox(orderKey);
    }
}
