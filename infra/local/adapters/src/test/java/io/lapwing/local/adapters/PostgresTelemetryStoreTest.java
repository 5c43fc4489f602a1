package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.TelemetryStoreContract;

class PostgresTelemetryStoreTest extends TelemetryStoreContract {

    private final Stores stores = TestPostgres.stores();

    @Override
    public Stores stores() {
        return stores;
    }
}
