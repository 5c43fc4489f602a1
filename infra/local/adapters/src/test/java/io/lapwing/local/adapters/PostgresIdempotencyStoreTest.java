package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.IdempotencyStoreContract;

class PostgresIdempotencyStoreTest extends IdempotencyStoreContract {

    private final Stores stores = TestPostgres.stores();

    @Override
    public Stores stores() {
        return stores;
    }
}
