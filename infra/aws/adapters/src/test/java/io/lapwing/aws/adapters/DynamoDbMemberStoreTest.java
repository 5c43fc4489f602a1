package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.port.MemberStore;
import io.lapwing.sharedmodel.port.MemberStoreContract;

@NeedsDynamoDb
class DynamoDbMemberStoreTest extends MemberStoreContract {

    private static final DynamoDatabase DATABASE = TestDynamoDb.shared().database();

    private final MemberStore members = new DynamoDbMemberStore(DATABASE);

    @Override
    protected MemberStore members() {
        return members;
    }
}
