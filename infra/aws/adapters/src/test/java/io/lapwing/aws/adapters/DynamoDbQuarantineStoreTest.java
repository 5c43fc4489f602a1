package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.QuarantineStoreContract;

@NeedsDynamoDb
class DynamoDbQuarantineStoreTest extends QuarantineStoreContract {

    private static final Stores STORES = TestDynamoDbStores.fresh();

    @Override
    public Stores stores() {
        return STORES;
    }
}
