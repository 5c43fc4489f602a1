package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.StoreTests;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// What it costs to look into an outbox in which nothing waits, in request units as the database counts them: that is
/// paid for every minute. The figure is that of `docs/dynamodb.md`.
@NeedsDynamoDb
class OutboxCostTest implements StoreTests {

    private final ConsumedCapacity capacity = new ConsumedCapacity();
    private final DynamoDatabase database = new DynamoDatabase(capacity.client(), TestDynamoDb.shared().freshTables());
    private final Stores stores = TestDynamoDbStores.on(database);

    @Override
    public Stores stores() {
        return stores;
    }

    @Test
    void takes_a_read_unit_for_each_shard_to_see_that_nothing_waits() {
        capacity.reset();

        assertThat(new DynamoDbOutbox(database).take(10, Instant.EPOCH, Duration.ofSeconds(1))).isEmpty();

        assertThat(capacity.read()).isEqualTo(16);
    }
}
