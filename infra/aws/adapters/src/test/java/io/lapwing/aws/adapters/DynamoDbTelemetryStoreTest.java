package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.TelemetryStoreContract;

@NeedsDynamoDb
class DynamoDbTelemetryStoreTest extends TelemetryStoreContract {

    private static final Stores STORES = TestDynamoDbStores.fresh();

    @Override
    public Stores stores() {
        return STORES;
    }
}
