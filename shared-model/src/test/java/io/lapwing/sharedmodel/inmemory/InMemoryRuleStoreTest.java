package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.RuleStore;
import io.lapwing.sharedmodel.port.RuleStoreContract;

import java.util.List;

class InMemoryRuleStoreTest extends RuleStoreContract {

    private final InMemoryStores stores = new InMemoryStores();

    @Override
    protected RuleStore rules() {
        return stores.rules();
    }

    @Override
    protected List<RecordedEvent> outbox(TenantId tenant) {
        return stores.outboxOf(tenant);
    }
}
