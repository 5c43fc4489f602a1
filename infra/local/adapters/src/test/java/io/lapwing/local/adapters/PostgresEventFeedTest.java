package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.port.EventFeed;
import io.lapwing.sharedmodel.port.EventFeedContract;

class PostgresEventFeedTest extends EventFeedContract {

    private final EventFeed feed = new PostgresEventFeed(TestPostgres.database());

    @Override
    protected EventFeed feed() {
        return feed;
    }
}
