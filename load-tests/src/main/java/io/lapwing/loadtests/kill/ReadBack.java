package io.lapwing.loadtests.kill;

import io.lapwing.loadtests.mqtt.Acknowledged;
import io.lapwing.loadtests.mqtt.TelemetryMessages;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.ReadingsQuery;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Compares all that the store has of a device with what the device sent and was told.
final class ReadBack {

    private static final int PAGE = 1000;
    private static final Instant FROM = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2100-01-01T00:00:00Z");

    private final TelemetryStore store;

    ReadBack(TelemetryStore store) {
        this.store = store;
    }

    Verdict check(DeviceKey device, Acknowledged told) {
        Tally tally = new Tally(told.sent());
        ReadingsQuery query = new ReadingsQuery(device, Set.of(), FROM, TO);
        @Nullable
        String after = null;
        do {
            Page<StoredReading> page = store.readings(query, new PageRequest(PAGE, after));
            page.items().forEach(tally::count);
            after = page.next();
        } while (after != null);
        return tally.verdict(told);
    }

    /// @param acknowledged how many messages the device was told to be stored
    /// @param stored how many the store has
    /// @param lost the numbers of those that were acknowledged and are not in the store
    /// @param doubled the numbers of those that it has more than once
    /// @param wrong how many stored readings are not what was sent
    record Verdict(long acknowledged, long stored, BitSet lost, BitSet doubled, long wrong) {

        boolean isGood() {
            return lost.isEmpty() && doubled.isEmpty() && wrong == 0;
        }
    }

    private static final class Tally {

        private final long sent;
        private final BitSet seen = new BitSet();
        private final BitSet doubled = new BitSet();
        private long wrong;

        Tally(long sent) {
            this.sent = sent;
        }

        void count(StoredReading reading) {
            if (!(reading.values().get(TelemetryMessages.NUMBER) instanceof IntegerValue number)
                    || number.value() < 0 || number.value() >= sent) {
                wrong++;
                return;
            }
            int bit = Math.toIntExact(number.value());
            if (seen.get(bit)) {
                doubled.set(bit);
            }
            seen.set(bit);
            Map<MetricName, MetricValue> values = new HashMap<>(reading.values());
            if (values.remove(TelemetryMessages.SENT) == null
                    || !values.equals(TelemetryMessages.valuesOf(number.value()))) {
                wrong++;
            }
        }

        Verdict verdict(Acknowledged told) {
            BitSet lost = new BitSet();
            for (int number = seen.nextClearBit(0); number < sent; number = seen.nextClearBit(number + 1)) {
                if (told.contains(number)) {
                    lost.set(number);
                }
            }
            return new Verdict(told.count(), seen.cardinality(), lost, doubled, wrong);
        }
    }
}
