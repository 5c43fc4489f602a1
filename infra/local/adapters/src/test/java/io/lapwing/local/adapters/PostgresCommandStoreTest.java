package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.CommandStoreContract;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashSet;
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
        return TestPostgres.database().read("test", orderKey, connection -> {
            try (PreparedStatement statement = connection
                    .prepareStatement("select position from outbox where order_key = ? and position = any (?)")) {
                Columns.set(statement, orderKey, wanted.toArray(Long[]::new));
                Set<Long> positions = new HashSet<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        positions.add(row.getLong(1));
                    }
                }
                return positions;
            }
        });
    }
}
