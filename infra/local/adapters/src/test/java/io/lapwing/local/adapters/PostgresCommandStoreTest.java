package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.CommandStoreContract;

import java.util.Set;

class PostgresCommandStoreTest extends CommandStoreContract {

    private final Stores stores = TestPostgres.stores();
    private final CommandStore commands = new PostgresCommandStore(TestPostgres.database());

    @Override
    public Stores stores() {
        return stores;
    }

    @Override
    protected CommandStore commands() {
        return commands;
    }

    @Override
    protected Set<Long> positionsInOutbox(String orderKey, Set<Long> wanted) {
        return TestPostgres.positionsInOutbox(orderKey, wanted);
    }
}
