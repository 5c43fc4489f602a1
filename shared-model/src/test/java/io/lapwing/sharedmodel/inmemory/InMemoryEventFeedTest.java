package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.port.EventFeed;
import io.lapwing.sharedmodel.port.EventFeedContract;

class InMemoryEventFeedTest extends EventFeedContract {

    private final EventFeed feed = new InMemoryStores().feed();

    @Override
    protected EventFeed feed() {
        return feed;
    }
}
