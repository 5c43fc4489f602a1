package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.DeviceRegistryContract;

@NeedsDynamoDb
class DynamoDbDeviceRegistryTest extends DeviceRegistryContract {

    private static final Stores STORES = TestDynamoDbStores.fresh();

    @Override
    public Stores stores() {
        return STORES;
    }
}
