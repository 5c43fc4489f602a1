package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.ShadowEvent.ShadowDiffered;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.json.EventJson;
import io.lapwing.sharedmodel.port.ShadowStore;
import io.lapwing.sharedmodel.port.ShadowStore.Written;
import io.lapwing.sharedmodel.port.ShadowStoreContract;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.shadow.Shadow;
import io.lapwing.sharedmodel.shadow.ShadowName;
import io.lapwing.sharedmodel.shadow.ShadowState;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@NeedsDynamoDb
class DynamoDbShadowStoreTest extends ShadowStoreContract {

    private static final DynamoDatabase DATABASE = TestDynamoDb.shared().database();
    private static final Stores STORES = TestDynamoDbStores.on(DATABASE);

    private final ShadowStore shadows = new DynamoDbShadowStore(DATABASE);

    @Override
    public Stores stores() {
        return STORES;
    }

    @Override
    protected ShadowStore shadows() {
        return shadows;
    }

    @Override
    protected List<Event> recordedOf(DeviceKey device) {
        return IntStream.range(0, Keys.outboxShards()).boxed().flatMap(shard -> DATABASE
                .query("test", Queries.of(DATABASE.tables().registry(), Keys.outbox(shard)).build()).items().stream())
                .map(item -> EventJson.read(Items.text(item, OutboxItems.EVENT)).event())
                .filter(event -> event.tenant().equals(device.tenant())).toList();
    }

    /// Once on its way from DynamoDB to the client, and once more when the JDK sends the request again.
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void knows_its_own_write_whose_answer_was_lost(int times) {
        DeviceKey pump = registered();
        Shadow first = new Shadow(pump, ShadowName.MAIN, ShadowState.EMPTY, ShadowState.EMPTY, 1, now(), List.of());
        Shadow second = new Shadow(pump, ShadowName.MAIN, ShadowState.EMPTY, ShadowState.EMPTY, 2, now(), List.of());
        RecordedEvent event = new RecordedEvent(new ShadowDiffered(pump, ShadowName.MAIN, 1), now(), null);
        try (DynamoDbFaults faults = DynamoDbFaults.before(TestDynamoDb.shared().endpoint());
                DynamoDbClient client = faults.client()) {
            ShadowStore losing = new DynamoDbShadowStore(new DynamoDatabase(client, DATABASE.tables()));

            faults.next("TransactWriteItems", times, Fault.lost());
            assertThat(losing.save(first, List.of(event))).isEqualTo(Written.DONE);
            faults.next("TransactWriteItems", times, Fault.lost());
            assertThat(losing.save(second, List.of())).isEqualTo(Written.DONE);
        }

        assertThat(shadows.find(pump, ShadowName.MAIN)).contains(second);
        assertThat(recordedOf(pump)).containsExactly(event.event());
    }

    @Test
    void tries_again_when_another_transaction_is_in_the_way_and_gives_up_in_time() {
        DeviceKey pump = registered();
        Shadow first = new Shadow(pump, ShadowName.MAIN, ShadowState.EMPTY, ShadowState.EMPTY, 1, now(), List.of());
        try (DynamoDbFaults faults = DynamoDbFaults.before(TestDynamoDb.shared().endpoint());
                DynamoDbClient client = faults.client()) {
            ShadowStore hindered = new DynamoDbShadowStore(new DynamoDatabase(client, DATABASE.tables()));

            faults.next("TransactWriteItems", 3, Fault.cancelled("TransactionConflict"));
            assertThat(hindered.save(first, List.of())).isEqualTo(Written.DONE);
            faults.always("TransactWriteItems", Fault.throttled());
            assertThatThrownBy(() -> hindered.save(first, List.of())).isInstanceOf(StoreUnavailable.class);
        }
    }
}
