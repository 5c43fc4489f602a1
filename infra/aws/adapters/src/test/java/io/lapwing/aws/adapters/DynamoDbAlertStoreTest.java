package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.AlertStoreContract;

import java.util.List;

@NeedsDynamoDb
class DynamoDbAlertStoreTest extends AlertStoreContract {

    private static final DynamoDatabase DATABASE = TestDynamoDb.shared().database();
    private static final Stores STORES = TestDynamoDbStores.on(DATABASE);

    @Override
    public Stores stores() {
        return STORES;
    }

    @Override
    public List<RecordedEvent> outbox(String orderKey) {
        return TestOutbox.of(DATABASE, orderKey);
    }
}
