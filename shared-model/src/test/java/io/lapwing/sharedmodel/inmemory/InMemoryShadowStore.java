package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.ShadowStore;
import io.lapwing.sharedmodel.shadow.Shadow;
import io.lapwing.sharedmodel.shadow.ShadowName;

import java.util.List;
import java.util.Optional;

/// Keeps shadows in memory, beside the devices that they hang on.
final class InMemoryShadowStore implements ShadowStore {

    private final Memory memory;

    InMemoryShadowStore(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Optional<Shadow> find(DeviceKey device, ShadowName name) {
        synchronized (memory) {
            return Optional.ofNullable(memory.devices.get(device)).map(state -> state.shadows.get(name));
        }
    }

    @Override
    public Written save(Shadow shadow, List<RecordedEvent> events) {
        synchronized (memory) {
            DeviceState device = memory.devices.get(shadow.device());
            if (device == null) {
                return Written.NO_SUCH_DEVICE;
            }
            Shadow before = device.shadows.get(shadow.name());
            if ((before == null ? 0 : before.version()) != shadow.version() - 1) {
                return Written.CONFLICT;
            }
            if (before == null && device.shadows.size() >= MAX_SHADOWS) {
                return Written.TOO_MANY;
            }
            device.shadows.put(shadow.name(), shadow);
            memory.addToOutbox(events);
            return Written.DONE;
        }
    }
}
