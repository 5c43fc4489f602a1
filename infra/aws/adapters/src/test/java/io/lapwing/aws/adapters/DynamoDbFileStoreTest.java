package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.FileStoreContract;

import java.util.List;

@NeedsDynamoDb
class DynamoDbFileStoreTest extends FileStoreContract {

    private static final DynamoDatabase DATABASE = TestDynamoDb.shared().database();

    private final FileStore files = new DynamoDbFileStore(DATABASE);

    @Override
    public FileStore files() {
        return files;
    }

    @Override
    public List<RecordedEvent> outbox(String orderKey) {
        return TestOutbox.of(DATABASE, orderKey);
    }
}
