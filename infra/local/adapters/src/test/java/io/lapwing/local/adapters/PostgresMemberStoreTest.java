package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.port.MemberStore;
import io.lapwing.sharedmodel.port.MemberStoreContract;

class PostgresMemberStoreTest extends MemberStoreContract {

    private final MemberStore members = new PostgresMemberStore(TestPostgres.database());

    @Override
    protected MemberStore members() {
        return members;
    }
}
