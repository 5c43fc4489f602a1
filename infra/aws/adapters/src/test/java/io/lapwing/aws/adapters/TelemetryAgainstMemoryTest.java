package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.fixtures.ReadingBuilder;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.fixtures.WriteBuilder;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.port.StoreTests;
import io.lapwing.sharedmodel.telemetry.BucketQuery;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.ReadingsQuery;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.integer;
import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

/// The same calls on DynamoDB and on the memory that is the model of every store, with times that lie in one moment, in
/// one hour and years apart, so that packs of every level come about and overlap.
@NeedsDynamoDb
class TelemetryAgainstMemoryTest implements StoreTests {

    private static final DynamoDatabase DATABASE = TestDynamoDb.shared().database();
    private static final Instant NOW = now();
    private static final int DEVICES = 3;
    private static final List<MetricName> METRICS = IntStream.range(0, 6).mapToObj(i -> metric("m" + i)).toList();

    private final Stores dynamoDb = TestDynamoDbStores.on(DATABASE);
    private final Stores memory = new InMemoryStores().all();

    @Override
    public Stores stores() {
        return dynamoDb;
    }

    private List<DeviceKey> fleet() {
        TenantId tenant = freshTenant();
        return IntStream.range(0, DEVICES).mapToObj(i -> {
            Device device = aDevice().in(tenant).withId("d" + i).build();
            Stream.of(dynamoDb, memory).forEach(stores -> stores.registry().create(device, aTokenHash()));
            return device.key();
        }).toList();
    }

    private static Instant someTime(Random random) {
        Instant base = T0.plus(random.nextInt(4) * 200L, ChronoUnit.DAYS);
        return switch (random.nextInt(4)) {
            case 0 -> base.plusMillis(random.nextInt(3));
            case 1 -> base.plusSeconds(random.nextInt(120));
            case 2 -> base.plusSeconds(random.nextInt(3 * 86_400));
            default -> base.plusSeconds(random.nextInt(150 * 86_400));
        };
    }

    private static ReadingBuilder someReading(Random random, List<DeviceKey> devices) {
        ReadingBuilder reading = aReading().of(devices.get(random.nextInt(DEVICES))).at(someTime(random))
                .withSeq(random.nextInt(3) - 1);
        for (int i = 0; i <= random.nextInt(3); i++) {
            String name = METRICS.get(random.nextInt(METRICS.size())).value();
            switch (random.nextInt(4)) {
                case 0 -> reading.withValue(name, random.nextInt(3));
                case 1 -> reading.withValue(name, random.nextInt(3) + 0.5);
                case 2 -> reading.withValue(name, random.nextBoolean());
                default -> reading.withValue(name, "text " + random.nextInt(2));
            }
        }
        return reading;
    }

    private static MessageWrite someMessage(Random random, List<DeviceKey> devices) {
        WriteBuilder write = aWrite().from(devices.get(random.nextInt(DEVICES)))
                .receivedAt(NOW.plusSeconds(random.nextInt(100)));
        if (random.nextInt(3) == 0) {
            write.withMid("m" + random.nextInt(20));
        }
        int entries = random.nextInt(10) == 0 ? 40 : 1 + random.nextInt(4);
        for (int i = 0; i < entries; i++) {
            if (random.nextInt(6) == 0) {
                write.with(someReading(random, devices), "e" + random.nextInt(20));
            } else {
                write.with(someReading(random, devices));
            }
        }
        return write.build();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void does_as_memory_does(long seed) {
        Random random = new Random(seed);
        List<DeviceKey> devices = fleet();
        for (int round = 0; round < 15; round++) {
            List<MessageWrite> batch = new ArrayList<>();
            IntStream.rangeClosed(0, random.nextInt(12)).forEach(_ -> batch.add(someMessage(random, devices)));

            assertThat(dynamoDb.telemetry().append(batch)).isEqualTo(memory.telemetry().append(batch));

            assertSameReads(random, devices.get(random.nextInt(DEVICES)));
        }
        devices.forEach(device -> assertSameReads(random, device));
    }

    private void assertSameReads(Random random, DeviceKey device) {
        Set<MetricName> some = random.nextBoolean() ? Set.of()
                : Set.of(METRICS.get(random.nextInt(3)), METRICS.get(3 + random.nextInt(3)));
        Instant one = someTime(random);
        Instant other = someTime(random);
        ReadingsQuery part = new ReadingsQuery(device, some, one.isBefore(other) ? one : other,
                one.isBefore(other) ? other : one);
        assertSame(new ReadingsQuery(device, Set.of(), DAWN, DUSK), 1000);
        assertSame(part, 5 + random.nextInt(50));
        assertThat(dynamoDb.telemetry().firstReadingAt(part)).isEqualTo(memory.telemetry().firstReadingAt(part));
        assertThat(dynamoDb.telemetry().latest(device, some)).usingRecursiveComparison()
                .isEqualTo(memory.telemetry().latest(device, some));
        List<Instant> bounds = IntStream.range(0, 40).mapToObj(i -> T0.plus(i * 20L, ChronoUnit.DAYS)).toList();
        BucketQuery buckets = new BucketQuery(device, Set.copyOf(METRICS), bounds);
        assertThat(dynamoDb.telemetry().buckets(buckets)).isEqualTo(memory.telemetry().buckets(buckets));
        assertThat(device(device).lastSeenAt())
                .isEqualTo(memory.registry().find(Set.of(device)).values().iterator().next().lastSeenAt());
    }

    private void assertSame(ReadingsQuery query, int limit) {
        assertThat(Pages.all(page -> dynamoDb.telemetry().readings(query, page), limit))
                .isEqualTo(Pages.all(page -> memory.telemetry().readings(query, page), limit));
    }

    @Test
    void stores_a_message_for_more_devices_than_a_transaction_takes() {
        TenantId tenant = freshTenant();
        DeviceKey gateway = registered(aDevice().in(tenant).withId("gw").asGateway());
        WriteBuilder write = aWrite().from(gateway).receivedAt(NOW).withMid("m1");
        List<DeviceKey> children = IntStream.range(0, 130)
                .mapToObj(i -> registered(aDevice().behind(gateway).withId("c" + i))).toList();
        children.forEach(child -> write.with(aReading().of(child).withValue("t", 1).withValue("p", 2)));

        assertThat(written(write).added()).isEqualTo(260);

        assertThat(children).allSatisfy(child -> {
            assertThat(onlyValues(child)).hasSize(2);
            assertThat(device(child).lastSeenAt()).isEqualTo(NOW);
        });
        assertThat(device(gateway).lastSeenAt()).isEqualTo(NOW);
    }

    @Test
    void overwrites_readings_in_more_packs_than_a_transaction_takes() {
        DeviceKey pump = registered();
        WriteBuilder again = aWrite().from(pump);
        for (int i = 0; i < 120; i++) {
            written(aWrite().from(pump).with(aReading().at(T0.plusSeconds(i)).withValue("t", i)));
            again.with(aReading().at(T0.plusSeconds(i)).withValue("t", -1));
        }

        assertThat(written(again)).isEqualTo(new Written(0, 0, 120, 0));

        assertThat(readings(pump)).hasSize(120).allSatisfy(
                reading -> assertThat(reading.values()).containsEntry(metric("t"), integer(-1)));
    }

    @Test
    void stores_ten_thousand_metrics_with_names_that_cannot_be_shortened() {
        Random random = new Random(5);
        DeviceKey pump = registered();
        ReadingBuilder reading = aReading();
        IntStream.range(0, 10_000).forEach(i -> reading.withValue(
                random.ints(100, 'a', 'z' + 1).collect(StringBuilder::new, StringBuilder::appendCodePoint,
                        StringBuilder::append).toString(),
                i));

        assertThat(written(aWrite().from(pump).with(reading)).added()).isEqualTo(10_000);
        assertThat(written(aWrite().from(pump).with(reading)).unchanged()).isEqualTo(10_000);

        assertThat(onlyValues(pump)).hasSize(10_000);
        assertThat(latest(pump)).hasSize(10_000);
    }
}
