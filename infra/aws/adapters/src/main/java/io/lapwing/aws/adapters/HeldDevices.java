package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.ReadingKey;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Finds out what has to be read of the devices that a transaction changes, beside their state: the catalogues that
/// move, and the readings that are there under the keys that come.
final class HeldDevices {

    private final Keys keys;
    private final Map<DeviceKey, StateItem> states;
    private final ExistingReadings existing;
    private final Map<DeviceKey, Map<MetricName, Integer>> knownHours = new HashMap<>();
    private final Set<DeviceKey> moving = new LinkedHashSet<>();
    private final Map<DeviceKey, Set<ReadingKey>> oldKeys = new HashMap<>();

    /// @param readings that come
    /// @param states of the devices that are registered
    HeldDevices(DynamoDatabase database, String operation, KnownHours known,
            Stream<Reading> readings, Map<DeviceKey, StateItem> states) {
        this.keys = database.keys();
        this.states = states;
        this.existing = new ExistingReadings(database, operation);
        states.forEach((device, state) -> knownHours.put(device, known.of(state)));
        readings.forEach(this::add);
    }

    private void add(Reading reading) {
        StateItem state = states.get(reading.device());
        if (state == null) {
            return;
        }
        Map<MetricName, Integer> known = knownHours.getOrDefault(reading.device(), Map.of());
        int hour = MetricPages.hourOf(reading.key().ts());
        if (reading.values().keySet().stream()
                .anyMatch(metric -> known.getOrDefault(metric, Integer.MIN_VALUE) < hour)) {
            moving.add(reading.device());
        }
        ReadingKey key = new ReadingKey(reading.key().ts().truncatedTo(ChronoUnit.MILLIS), reading.key().seq());
        if (state.mayHave(key)) {
            oldKeys.computeIfAbsent(reading.device(), _ -> new HashSet<>()).add(key);
        }
    }

    /// The pages of the catalogues that move.
    List<DynamoDbKey> pageKeys() {
        List<DynamoDbKey> pages = new ArrayList<>();
        states.forEach((device, state) -> {
            if (moving.contains(device)) {
                pages.addAll(pageKeys(keys, state));
            }
        });
        return pages;
    }

    /// The pages of a device's catalogue, in their order.
    static List<DynamoDbKey> pageKeys(Keys keys, StateItem device) {
        return IntStream.range(0, device.pages())
                .mapToObj(page -> keys.metrics(device.device(), device.incarnation(), page)).toList();
    }

    /// All devices, with the pages that were read.
    Map<DeviceKey, Held.HeldDevice> with(Map<DynamoDbKey, Map<String, AttributeValue>> items) {
        Map<DeviceKey, Held.HeldDevice> devices = new HashMap<>();
        states.forEach((device, state) -> {
            List<Map<String, AttributeValue>> pages = moving.contains(device) ? pages(state, items) : null;
            Map<MetricName, Integer> hours = pages == null ? knownHours.getOrDefault(device, Map.of())
                    : MetricPages.of(pages).hours();
            devices.put(device, new Held.HeldDevice(state, hours, pages,
                    existing.find(state, oldKeys.getOrDefault(device, Set.of()))));
        });
        return devices;
    }

    /// A page that is missing was written, or the device registered again, after the state was read; the transaction
    /// will not come about then.
    private List<Map<String, AttributeValue>> pages(StateItem state,
            Map<DynamoDbKey, Map<String, AttributeValue>> items) {
        List<Map<String, AttributeValue>> pages = new ArrayList<>();
        for (DynamoDbKey key : pageKeys(keys, state)) {
            Map<String, AttributeValue> item = items.get(key);
            pages.add(item == null ? MetricPages.write(Map.of(), 0) : item);
        }
        return pages;
    }
}
