package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.chat.Subscription;
import io.lapwing.sharedmodel.port.SubscriptionStore;
import io.lapwing.sharedmodel.port.SubscriptionStore.Written;
import io.lapwing.sharedmodel.port.SubscriptionStoreContract;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aSubscription;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

@NeedsDynamoDb
class DynamoDbSubscriptionStoreTest extends SubscriptionStoreContract {

    private static final DynamoDatabase DATABASE = TestDynamoDb.shared().database();

    private final SubscriptionStore subscriptions = new DynamoDbSubscriptionStore(DATABASE);

    @Override
    protected SubscriptionStore subscriptions() {
        return subscriptions;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void knows_its_own_write_when_the_answer_was_lost(int times) {
        Subscription first = aSubscription().of(freshTenant()).build();
        Subscription second = first.wishing(first.wish());

        assertThat(savedBehindLoss(first, times)).isEqualTo(Written.DONE);
        assertThat(savedBehindLoss(second, times)).isEqualTo(Written.DONE);

        assertThat(subscriptions.find(first.tenant(), first.place())).contains(second);
    }

    private static Written savedBehindLoss(Subscription subscription, int times) {
        try (DynamoDbFaults faults = DynamoDbFaults.before(TestDynamoDb.shared().endpoint());
                DynamoDbClient client = faults.client()) {
            faults.next("PutItem", times, Fault.lost());
            return new DynamoDbSubscriptionStore(new DynamoDatabase(client, DATABASE.tables())).save(subscription);
        }
    }
}
