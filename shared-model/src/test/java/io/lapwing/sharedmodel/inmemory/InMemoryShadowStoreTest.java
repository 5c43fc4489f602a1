package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.ShadowStore;
import io.lapwing.sharedmodel.port.ShadowStoreContract;

import java.util.List;

class InMemoryShadowStoreTest extends ShadowStoreContract {

    private final InMemoryStores stores = new InMemoryStores();

    @Override
    public Stores stores() {
        return stores.all();
    }

    @Override
    protected ShadowStore shadows() {
        return stores.shadows();
    }

    @Override
    protected List<Event> recordedOf(DeviceKey device) {
        return stores.recorded().stream().filter(event -> event.tenant().equals(device.tenant())).toList();
    }
}
