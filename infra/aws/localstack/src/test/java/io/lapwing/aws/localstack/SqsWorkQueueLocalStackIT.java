package io.lapwing.aws.localstack;

import io.lapwing.aws.transfer.SqsWorkQueueTests;
import io.lapwing.aws.transfer.TestS3;
import io.lapwing.aws.transfer.TestSqs;

class SqsWorkQueueLocalStackIT extends SqsWorkQueueTests {

    private static final class Shared {
        private static final TestSqs SQS = TestSqs.at(TestLocalStack.shared().endpoint());
    }

    @Override
    protected TestSqs sqs() {
        return Shared.SQS;
    }

    @Override
    protected TestS3 s3() {
        return S3ObjectStoreLocalStackIT.shared();
    }
}
