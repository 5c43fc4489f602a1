package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.fixtures.WriteBuilder;
import io.lapwing.sharedmodel.port.StoreTests;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.WriteResult;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;
import io.lapwing.sharedmodel.watch.DeviceWatcher;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What the telemetry store makes of a DynamoDB that has no capacity, does only part of what it is asked, or is lost on
/// the way.
@NeedsDynamoDb
class TelemetryOutageTest implements StoreTests {

    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final DynamoDatabase DIRECT = TestDynamoDb.shared().database();
    private static final Stores STORES = TestDynamoDbStores.on(DIRECT);

    private final DynamoDbFaults faults = DynamoDbFaults.before(TestDynamoDb.shared().endpoint());
    private final TelemetryStore store = new DynamoDbTelemetryStore(
            new DynamoDatabase(faults.client(), DIRECT.tables()), InstantSource.system(), DeviceWatcher.NOBODY);
    private final DeviceKey gateway = registered();
    private final DeviceKey child = registered(aDevice().behind(gateway).withId("child"));

    @AfterEach
    void close() {
        faults.close();
    }

    @Override
    public Stores stores() {
        return STORES;
    }

    private WriteBuilder message() {
        return aWrite().from(gateway).withMid("m1").with(aReading().withValue("t", 1))
                .with(aReading().of(child).withValue("t", 2).withValue("p", 3));
    }

    private WriteBuilder largeMessage() {
        WriteBuilder message = aWrite().from(gateway).withMid("m1");
        IntStream.range(0, 120)
                .forEach(i -> message.with(aReading().of(child).at(T0.plusSeconds(i)).withValue("t", i), "e" + i));
        return message;
    }

    private List<WriteResult> append(WriteBuilder message) {
        return store.append(List.of(message.build()));
    }

    @Test
    void reads_again_what_was_not_processed() {
        append(aWrite().from(gateway).with(aReading().at(T0.plusSeconds(9)).withValue("t", 1)));
        faults.next("BatchGetItem", 1, Fault.unprocessed(0));
        faults.next("BatchGetItem", 4, Fault.unprocessed(1));

        assertThat(append(message())).containsExactly(new Written(3, 0, 0, 1));
    }

    static Stream<Fault> refusals() {
        return Stream.of(Fault.throttled(), Fault.cancelled("ThrottlingError"),
                Fault.cancelled("ProvisionedThroughputExceeded"), Fault.cancelled("TransactionConflict"), Fault.cut());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void gives_up_in_time_and_stores_the_message_when_it_comes_again(Fault refusal) {
        faults.always("TransactWriteItems", refusal);
        long start = System.nanoTime();

        assertThatThrownBy(() -> append(message())).isInstanceOf(StoreUnavailable.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
        assertThat(readings(child)).isEmpty();
        faults.reset();
        assertThat(append(message())).containsExactly(new Written(3, 0, 0, 0));
    }

    @Test
    void gets_over_conflicts_that_pass() {
        faults.next("TransactWriteItems", 3, Fault.cancelled("TransactionConflict"));

        assertThat(append(message())).containsExactly(new Written(3, 0, 0, 0));
    }

    @Test
    void counts_a_message_once_whose_answers_were_lost() {
        faults.next("TransactWriteItems", 2, Fault.lost());

        assertThat(append(message())).containsExactly(new Written(3, 0, 0, 0));

        assertThat(readings(child)).hasSize(1);
        assertThat(faults.operations()).filteredOn("TransactWriteItems"::equals).hasSize(3);
    }

    @Test
    void counts_a_large_message_once_whose_answers_were_lost() {
        faults.next("TransactWriteItems", 2, Fault.lost());

        assertThat(append(largeMessage())).containsExactly(new Written(120, 0, 0, 0));

        assertThat(readings(child)).hasSize(120);
    }

    @Test
    void says_that_it_cannot_read() {
        append(message());
        faults.always("Query", Fault.throttled());

        assertThatThrownBy(() -> store.latest(child, Set.of())).isInstanceOf(StoreUnavailable.class);
    }
}
