package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.port.SubscriptionStore;
import io.lapwing.sharedmodel.port.SubscriptionStoreContract;

class PostgresSubscriptionStoreTest extends SubscriptionStoreContract {
    private final SubscriptionStore subscriptions = new PostgresSubscriptionStore(TestPostgres.database());

    @Override
    protected SubscriptionStore subscriptions() {
        return subscriptions;
    }
}
