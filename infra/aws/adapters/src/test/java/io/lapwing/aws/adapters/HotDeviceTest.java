package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.fixtures.WriteBuilder;
import io.lapwing.sharedmodel.port.StoreTests;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.WriteResult;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;
import io.lapwing.sharedmodel.watch.DeviceWatcher;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// A device that others write to all the time: whoever has messages of it, and of others, stores the others' at once.
@NeedsDynamoDb
class HotDeviceTest implements StoreTests {

    private static final DynamoDatabase DATABASE = TestDynamoDb.shared().database();
    private static final Stores STORES = TestDynamoDbStores.on(DATABASE);
    private static final int DEVICES = 12;

    private final TenantId tenant = freshTenant();
    private final List<DeviceKey> devices = IntStream.range(0, DEVICES)
            .mapToObj(i -> registered(aDevice().in(tenant).withId("d" + i))).toList();
    private final DeviceKey hot = devices.get(4);
    private final AtomicInteger transactions = new AtomicInteger();

    @Override
    public Stores stores() {
        return STORES;
    }

    /// A store whose transactions on the hot device meet another one as often as that.
    private TelemetryStore storeThatMeets(int conflicts) {
        AtomicInteger left = new AtomicInteger(conflicts);
        DynamoDbClient real = TestDynamoDb.shared().client();
        DynamoDbClient client = (DynamoDbClient) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{DynamoDbClient.class}, (_, method, arguments) -> {
                    if (method.getName().equals("transactWriteItems")) {
                        transactions.incrementAndGet();
                        if (isOnHot(arguments[0]) && left.getAndDecrement() > 0) {
                            throw conflict();
                        }
                    }
                    return call(real, method, arguments);
                });
        return new DynamoDbTelemetryStore(new DynamoDatabase(client, DATABASE.tables()), InstantSource.system(),
                DeviceWatcher.NOBODY);
    }

    private static Object call(DynamoDbClient real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @SuppressWarnings("unchecked")
    private boolean isOnHot(Object request) {
        TransactWriteItemsRequest built = TransactWriteItemsRequest.builder()
                .applyMutation((Consumer<TransactWriteItemsRequest.Builder>) request).build();
        return built.transactItems().stream().filter(item -> item.update() != null)
                .anyMatch(item -> item.update().key().equals(DATABASE.keys().state(hot).attributes()));
    }

    private static TransactionCanceledException conflict() {
        return TransactionCanceledException.builder().message("another transaction").statusCode(400)
                .cancellationReasons(CancellationReason.builder().code("TransactionConflict").build()).build();
    }

    private List<MessageWrite> twoOfEach() {
        return Stream.concat(devices.stream().map(device -> message(device, 1)),
                devices.stream().map(device -> message(device, 2))).map(WriteBuilder::build).toList();
    }

    private static WriteBuilder message(DeviceKey device, int value) {
        return aWrite().from(device).with(aReading().at(T0).withValue("t", value));
    }

    @Test
    void stores_all_in_their_order_when_conflicts_pass() {
        List<WriteResult> results = storeThatMeets(4).append(twoOfEach());

        assertThat(results.subList(0, DEVICES)).containsOnly(new Written(1, 0, 0, 0));
        assertThat(results.subList(DEVICES, 2 * DEVICES)).containsOnly(new Written(0, 0, 1, 0));
        assertThat(devices).allSatisfy(device -> assertThat(onlyValues(device)).hasSize(1));
        assertThat(transactions).hasValueLessThan(20);
    }

    @Test
    void stores_what_is_of_others_and_gives_up_in_time() {
        TelemetryStore store = storeThatMeets(Integer.MAX_VALUE);
        long start = System.nanoTime();

        assertThatThrownBy(() -> store.append(twoOfEach())).isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining(hot.toString());

        assertThat((System.nanoTime() - start) / 1e9).isLessThan(12);
        List<DeviceKey> others = new ArrayList<>(devices);
        others.remove(hot);
        assertThat(others).allSatisfy(device -> assertThat(onlyValues(device)).hasSize(1));
        assertThat(readings(hot)).isEmpty();
    }
}
