package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.port.Outbox;
import io.lapwing.sharedmodel.port.OutboxContract;

class InMemoryOutboxTest extends OutboxContract {

    private final Outbox outbox = new InMemoryStores().outbox();

    @Override
    public Outbox outbox() {
        return outbox;
    }
}
