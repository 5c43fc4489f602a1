package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.EventFeed;
import io.lapwing.sharedmodel.port.LiveFeed;
import io.lapwing.sharedmodel.port.LiveFeedContract;

class InMemoryLiveFeedTest extends LiveFeedContract {

    private final InMemoryStores stores = new InMemoryStores();

    @Override
    public Stores stores() {
        return stores.all();
    }

    @Override
    protected LiveFeed live() {
        return stores.live();
    }

    @Override
    protected EventFeed events() {
        return stores.feed();
    }

    @Override
    protected void forget(TenantId tenant) {
        stores.forgetLive();
    }
}
