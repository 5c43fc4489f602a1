package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.port.SubscriptionStore;
import io.lapwing.sharedmodel.port.SubscriptionStoreContract;

class InMemorySubscriptionStoreTest extends SubscriptionStoreContract {
    private final SubscriptionStore subscriptions = new InMemoryStores().subscriptions();

    @Override
    protected SubscriptionStore subscriptions() {
        return subscriptions;
    }
}
