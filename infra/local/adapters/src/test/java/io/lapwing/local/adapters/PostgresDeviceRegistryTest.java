package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.DeviceLookup;
import io.lapwing.sharedmodel.port.DeviceRegistryContract;

class PostgresDeviceRegistryTest extends DeviceRegistryContract {

    private final Stores stores = TestPostgres.stores();

    @Override
    public Stores stores() {
        return stores;
    }

    @Override
    protected DeviceLookup lookup() {
        return stores.registry();
    }
}
