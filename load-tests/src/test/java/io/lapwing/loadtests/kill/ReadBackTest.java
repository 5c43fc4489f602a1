package io.lapwing.loadtests.kill;

import io.lapwing.loadtests.kill.ReadBack.Verdict;
import io.lapwing.loadtests.mqtt.Acknowledged;
import io.lapwing.loadtests.mqtt.TelemetryMessages;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.ReadingKey;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static org.assertj.core.api.Assertions.assertThat;

class ReadBackTest {

    private static final DeviceKey DEVICE = DeviceKey.of("acme", "pump-1");

    private final InMemoryStores stores = new InMemoryStores();

    @BeforeEach
    void register() {
        stores.registry().create(aDevice().withKey(DEVICE).build(),
                aTokenHash());
    }

    @Test
    void finds_nothing_wrong_where_every_acknowledged_message_is_there_once() {
        store(0, 0, Map.of());
        store(1, 1, Map.of());
        Verdict verdict = check(told(2, 3));
        assertThat(verdict.isGood()).isTrue();
        assertThat(verdict.stored()).isEqualTo(2);
    }

    @Test
    void a_stored_message_that_was_never_acknowledged_is_no_fault() {
        store(0, 0, Map.of());
        store(1, 1, Map.of());
        assertThat(check(told(1, 2)).isGood()).isTrue();
    }

    @Test
    void an_acknowledged_message_that_is_not_there_is_lost() {
        store(0, 0, Map.of());
        Verdict verdict = check(told(2, 2));
        assertThat(verdict.isGood()).isFalse();
        assertThat(verdict.lost().stream()).containsExactly(1);
    }

    @Test
    void a_message_that_left_two_readings_is_doubled() {
        store(0, 0, Map.of());
        store(0, 5, Map.of());
        Verdict verdict = check(told(1, 1));
        assertThat(verdict.isGood()).isFalse();
        assertThat(verdict.doubled().stream()).containsExactly(0);
    }

    @Test
    void a_changed_value_is_wrong() {
        store(0, 0, Map.of(new MetricName("flow"), new IntegerValue(1)));
        assertThat(check(told(1, 1)).wrong()).isEqualTo(1);
    }

    @Test
    void a_message_that_was_never_sent_is_wrong() {
        store(9, 9, Map.of());
        assertThat(check(told(0, 1)).wrong()).isEqualTo(1);
    }

    private Verdict check(Acknowledged told) {
        return new ReadBack(stores.telemetry()).check(DEVICE, told);
    }

    private static Acknowledged told(long below, long sent) {
        return new Acknowledged(below, new TreeSet<>(), new TreeSet<>(), sent);
    }

    private void store(long number, long millis, Map<MetricName, MetricValue> changed) {
        Map<MetricName, MetricValue> values = new HashMap<>(TelemetryMessages.valuesOf(number));
        values.put(TelemetryMessages.SENT, new IntegerValue(1));
        values.putAll(changed);
        Reading reading = new Reading(DEVICE, new ReadingKey(T0.plusMillis(millis), 0), values);
        stores.telemetry().append(List.of(new MessageWrite(DEVICE, null, T0,
                List.of(new MessageWrite.Entry(reading, null)), List.of(), null)));
    }
}
