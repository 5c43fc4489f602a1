package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.port.MemberStore;
import io.lapwing.sharedmodel.port.MemberStoreContract;

class InMemoryMemberStoreTest extends MemberStoreContract {
    private final MemberStore members = new InMemoryStores().members();

    @Override
    protected MemberStore members() {
        return members;
    }
}
