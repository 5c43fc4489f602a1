package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.port.LakeCatalog;
import io.lapwing.sharedmodel.port.LakeCatalogContract;

class InMemoryLakeCatalogTest extends LakeCatalogContract {

    private final InMemoryLakeCatalog catalog = new InMemoryLakeCatalog();

    @Override
    protected LakeCatalog catalog() {
        return catalog;
    }
}
