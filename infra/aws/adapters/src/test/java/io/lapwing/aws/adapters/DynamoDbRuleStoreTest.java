package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.RuleStore;
import io.lapwing.sharedmodel.port.RuleStoreContract;

import java.util.List;

@NeedsDynamoDb
class DynamoDbRuleStoreTest extends RuleStoreContract {

    private static final DynamoDatabase DATABASE = TestDynamoDb.shared().database();

    private final RuleStore rules = new DynamoDbRuleStore(DATABASE);

    @Override
    protected RuleStore rules() {
        return rules;
    }

    @Override
    protected List<RecordedEvent> outbox(TenantId tenant) {
        return TestOutbox.of(DATABASE, tenant);
    }
}
