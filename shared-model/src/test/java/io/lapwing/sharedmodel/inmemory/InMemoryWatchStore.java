package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.WatchStore;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Sighting;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// Keeps in memory what is remembered of devices, beside them.
final class InMemoryWatchStore implements WatchStore {

    private final Memory memory;
    private final Watch watch;

    InMemoryWatchStore(Memory memory) {
        this.memory = memory;
        this.watch = new Watch(memory);
    }

    @Override
    public Map<DeviceKey, DeviceWatch> find(Set<DeviceKey> devices) {
        synchronized (memory) {
            Map<DeviceKey, DeviceWatch> found = new HashMap<>();
            for (DeviceKey device : devices) {
                DeviceState state = memory.devices.get(device);
                found.put(device, state == null ? DeviceWatch.NOTHING : state.watch());
            }
            return found;
        }
    }

    @Override
    public boolean look(DeviceKey device, Instant now, boolean seen, Look look) {
        synchronized (memory) {
            DeviceState state = memory.devices.get(device);
            if (state == null) {
                return false;
            }
            Sighting sighting = Watch.sighting(state, List.of(), now);
            watch.keep(sighting, look.at(sighting, watch.ids(device.tenant())));
            if (seen) {
                state.seenAt(now);
            }
            return true;
        }
    }

    private record Due(DeviceKey device, Instant checkAt) {}

    @Override
    public List<DeviceKey> due(Instant now, int max) {
        synchronized (memory) {
            return memory.devices.values().stream().flatMap(state -> due(state, state.watch().checkAt()))
                    .filter(due -> !due.checkAt().isAfter(now)).sorted(Comparator.comparing(Due::checkAt)).limit(max)
                    .map(Due::device).toList();
        }
    }

    private static Stream<Due> due(DeviceState state, @Nullable Instant checkAt) {
        return checkAt == null ? Stream.empty() : Stream.of(new Due(state.device.key(), checkAt));
    }
}
