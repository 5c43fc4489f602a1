package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.CommandStoreContract;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

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
        Set<Long> positions = new HashSet<>(stores.memory().outbox.getOrDefault(orderKey, new TreeMap<>()).keySet());
        positions.retainAll(wanted);
        return positions;
    }
}
