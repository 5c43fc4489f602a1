package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.CommandStoreContract;

import java.util.Set;

class InMemoryCommandStoreTest extends CommandStoreContract {

    private final InMemoryStores stores = new InMemoryStores();

    @Override
    public Stores stores() {
        return stores.all();
    }

    @Override
    protected CommandStore commands() {
        return stores.commands();
    }

    @Override
    protected Set<Long> positionsInOutbox(String orderKey, Set<Long> wanted) {
        return stores.positionsInOutbox(orderKey, wanted);
    }
}
