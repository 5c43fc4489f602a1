package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.DeviceCredentialsContract;

class InMemoryDeviceCredentialsTest extends DeviceCredentialsContract {

    private final InMemoryStores stores = new InMemoryStores();

    @Override
    public Stores stores() {
        return stores.all();
    }
}
