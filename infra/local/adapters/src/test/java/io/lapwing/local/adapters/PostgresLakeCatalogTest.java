package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.port.LakeCatalog;
import io.lapwing.sharedmodel.port.LakeCatalogContract;

class PostgresLakeCatalogTest extends LakeCatalogContract {

    private final LakeCatalog catalog = new PostgresLakeCatalog(TestPostgres.database());

    @Override
    protected LakeCatalog catalog() {
        return catalog;
    }
}
