package io.lapwing.aws.transfer;

import io.lapwing.sharedmodel.port.ObjectStore;
import io.lapwing.sharedmodel.port.ObjectStoreContract;

/// What [S3ObjectStore] does on every S3.
public abstract class S3ObjectStoreTests extends ObjectStoreContract {

    protected abstract TestS3 s3();

    @Override
    public ObjectStore store() {
        return s3().store();
    }
}
