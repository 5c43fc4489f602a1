package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.AuditLogContract;

@NeedsDynamoDb
class DynamoDbAuditLogTest extends AuditLogContract {

    private static final Stores STORES = TestDynamoDbStores.fresh();

    @Override
    public Stores stores() {
        return STORES;
    }
}
