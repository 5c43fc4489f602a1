package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.AuditLogContract;

class PostgresAuditLogTest extends AuditLogContract {

    private final Stores stores = TestPostgres.stores();

    @Override
    public Stores stores() {
        return stores;
    }
}
