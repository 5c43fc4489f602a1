package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.DeviceCredentialsContract;

class PostgresDeviceCredentialsTest extends DeviceCredentialsContract {

    private final Stores stores = TestPostgres.stores();

    @Override
    public Stores stores() {
        return stores;
    }
}
