package io.lapwing.aws.localstack;

import io.lapwing.aws.transfer.S3ObjectStoreTests;
import io.lapwing.aws.transfer.TestS3;

class S3ObjectStoreLocalStackIT extends S3ObjectStoreTests {

    private static final class Shared {
        private static final TestS3 S3 = TestS3.at(TestLocalStack.shared().endpoint());
    }

    static TestS3 shared() {
        return Shared.S3;
    }

    @Override
    protected TestS3 s3() {
        return shared();
    }
}
