package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.fixtures.WriteBuilder;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.WriteResult;
import io.lapwing.sharedmodel.telemetry.WriteResult.AlreadySeen;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.integer;
import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;

/// Any number of threads may append at once.
interface TelemetryConcurrencyTests extends StoreTests {

    int THREADS = 8;

    private static int sum(List<List<WriteResult>> results, ToIntFunction<Written> count) {
        return results.stream().flatMap(List::stream).map(Written.class::cast).mapToInt(count).sum();
    }

    /// The readings of some devices in an order of the thread's own, as retries and several instances make them.
    private static List<MessageWrite> shuffled(List<DeviceKey> devices, int thread) {
        List<MessageWrite> writes = new ArrayList<>();
        for (DeviceKey device : devices) {
            for (int i = 0; i < 5; i++) {
                writes.add(aWrite().from(device)
                        .with(aReading().at(T0.plusMillis(i)).withValue("t", i).withValue("p", -i)).build());
            }
        }
        Collections.shuffle(writes, new Random(thread));
        return writes;
    }

    private List<DeviceKey> fleet(int size) {
        TenantId tenant = freshTenant();
        return IntStream.range(0, size).mapToObj(i -> registered(aDevice().in(tenant).withId("d" + i))).toList();
    }

    @Test
    default void adds_each_value_once_whoever_comes_first() {
        List<DeviceKey> devices = fleet(10);

        List<List<WriteResult>> results = race(THREADS,
                thread -> stores().telemetry().append(shuffled(devices, thread)));

        assertThat(sum(results, Written::added)).isEqualTo(100);
        assertThat(sum(results, Written::unchanged)).isEqualTo(100 * (THREADS - 1));
        assertThat(sum(results, Written::overwritten)).isZero();
        assertThat(devices).allSatisfy(device -> assertThat(readings(device)).hasSize(5));
    }

    @Test
    default void counts_each_overwrite_of_a_race() {
        DeviceKey pump = registered();

        List<List<WriteResult>> results = race(THREADS,
                thread -> append(aWrite().from(pump).with(aReading().withValue("t", thread))));

        assertThat(sum(results, Written::added)).isEqualTo(1);
        assertThat(sum(results, Written::overwritten)).isEqualTo(THREADS - 1);
        assertThat(onlyValues(pump)).extractingByKey(metric("t"))
                .isIn(IntStream.range(0, THREADS).mapToObj(i -> integer(i)).toList())
                .isEqualTo(latest(pump).values().iterator().next().value());
    }

    @Test
    default void merges_metrics_that_come_at_the_same_time() {
        DeviceKey pump = registered();

        race(THREADS, thread -> append(aWrite().from(pump).with(aReading().withValue("m" + thread, thread))));

        assertThat(onlyValues(pump)).hasSize(THREADS);
        assertThat(latest(pump)).hasSize(THREADS);
    }

    @Test
    default void keeps_the_newest_of_a_race_as_the_latest() {
        DeviceKey pump = registered();

        race(THREADS, thread -> append(aWrite().from(pump).with(aReading().withSeq(thread).withValue("t", thread))));

        assertThat(latest(pump).values()).singleElement()
                .satisfies(latest -> assertThat(latest.value()).isEqualTo(integer(THREADS - 1)));
        assertThat(readings(pump)).hasSize(THREADS);
    }

    @Test
    default void gives_a_message_id_to_one_of_those_that_race_for_it() {
        DeviceKey pump = registered();

        List<List<WriteResult>> results = race(THREADS, thread -> append(
                aWrite().from(pump).withMid("m1").with(aReading().withSeq(thread).withValue("t", thread))));

        assertThat(results).flatExtracting(batch -> batch).containsOnlyOnce(new Written(1, 0, 0, 0))
                .filteredOn(AlreadySeen.class::isInstance).hasSize(THREADS - 1);
        assertThat(readings(pump)).hasSize(1);
    }

    @Test
    default void shows_a_message_at_once_or_not_at_all() {
        DeviceKey gateway = registered();
        DeviceKey child = registered(aDevice().behind(gateway).withId("child"));
        int rounds = 100;

        List<Boolean> whole = race(2, thread -> thread == 0 ? writeRounds(gateway, child, rounds)
                : readRounds(gateway, child, rounds));

        assertThat(whole).containsOnly(true);
    }

    private boolean writeRounds(DeviceKey gateway, DeviceKey child, int rounds) {
        for (int round = 1; round <= rounds; round++) {
            WriteBuilder write = aWrite().from(gateway)
                    .with(aReading().of(child).withValue("a", round).withValue("b", round))
                    .with(aReading().withValue("c", round));
            written(write);
        }
        return true;
    }

    /// Reads until the last round is there; what is read first must be there when the rest is read after it.
    private boolean readRounds(DeviceKey gateway, DeviceKey child, int rounds) {
        long seen = 0;
        while (seen < rounds && !Thread.currentThread().isInterrupted()) {
            long[] ofChild = values(child);
            long[] ofGateway = values(gateway);
            if (LongStream.of(ofChild).distinct().count() > 1) {
                return false;
            }
            seen = ofChild.length == 0 ? 0 : ofChild[0];
            if (seen > 0 && (ofGateway.length == 0 || ofGateway[0] < seen)) {
                return false;
            }
        }
        return seen == rounds;
    }

    private long[] values(DeviceKey device) {
        return readings(device).stream().flatMap(reading -> reading.values().values().stream())
                .mapToLong(value -> ((IntegerValue) value).value()).toArray();
    }
}
