package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.WatchStore;
import io.lapwing.sharedmodel.watch.DeviceWatch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What is remembered of devices, in their states, where each commit of readings changes it with them. A look is a
/// commit as well: of two that meet, one is done over.
public final class DynamoDbWatchStore implements WatchStore {

    private static final String LOOK = "WatchStore.look";
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final DynamoDatabase database;
    private final Keys keys;
    private final DueChecks checks;

    public DynamoDbWatchStore(DynamoDatabase database) {
        this.database = database;
        this.keys = database.keys();
        this.checks = new DueChecks(database);
    }

    @Override
    public Map<DeviceKey, DeviceWatch> find(Set<DeviceKey> devices) {
        Map<DynamoDbKey, Map<String, AttributeValue>> items = database.getAll("WatchStore.find",
                devices.stream().map(keys::state).toList());
        Map<DeviceKey, DeviceWatch> found = new HashMap<>();
        for (DeviceKey device : devices) {
            found.put(device, Optional.ofNullable(items.get(keys.state(device)))
                    .map(item -> StateItem.of(device, item).watch()).orElse(DeviceWatch.NOTHING));
        }
        return found;
    }

    @Override
    public boolean look(DeviceKey device, Instant now, boolean seen, Look look) {
        AlertNumbers numbers = new AlertNumbers(database, LOOK);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int round = 1;; round++) {
            Optional<Map<String, AttributeValue>> state = database.get(LOOK, keys.state(device));
            if (state.isEmpty()) {
                return false;
            }
            DevicePlan plan = new DevicePlan(new Held.HeldDevice(StateItem.of(device, state.get()), Map.of(), null,
                    ExistingReadings.Existing.NOTHING));
            plan.look(look, () -> numbers.next(device.tenant()), now);
            if (seen) {
                plan.seenAt(now);
            }
            ItemWrites writes = new ItemWrites();
            plan.writeTo(writes, keys);
            if (writes.isEmpty() || database.transact(LOOK, device.toString(), writes.toList())) {
                return true;
            }
            numbers.giveBack();
            DynamoDatabase.pause(LOOK, device.toString(), round, deadline);
        }
    }

    @Override
    public List<DeviceKey> due(Instant now, int max) {
        return checks.by(now, max);
    }
}
