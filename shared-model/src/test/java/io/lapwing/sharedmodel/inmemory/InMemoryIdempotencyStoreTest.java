package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.IdempotencyStoreContract;

class InMemoryIdempotencyStoreTest extends IdempotencyStoreContract {

    private final InMemoryStores stores = new InMemoryStores();

    @Override
    public Stores stores() {
        return stores.all();
    }
}
