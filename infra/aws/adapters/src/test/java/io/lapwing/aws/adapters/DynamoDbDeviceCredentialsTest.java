package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.DeviceCredentialsContract;

@NeedsDynamoDb
class DynamoDbDeviceCredentialsTest extends DeviceCredentialsContract {

    private static final Stores STORES = TestDynamoDbStores.fresh();

    @Override
    public Stores stores() {
        return STORES;
    }
}
