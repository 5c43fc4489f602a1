package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TokenHash;
import io.lapwing.sharedmodel.inmemory.Memory.Grant;
import io.lapwing.sharedmodel.port.DeviceCredentials;

import java.time.Instant;
import java.util.Optional;

/// Keeps the tokens of devices in memory.
final class InMemoryDeviceCredentials implements DeviceCredentials {

    private final Memory memory;

    InMemoryDeviceCredentials(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Optional<DeviceKey> authenticate(TokenHash token, Instant now) {
        synchronized (memory) {
            return Optional.ofNullable(memory.grants.get(token)).filter(grant -> now.isBefore(grant.validUntil()))
                    .map(Grant::device);
        }
    }

    @Override
    public boolean rotate(DeviceKey device, TokenHash token, Instant oldValidUntil) {
        synchronized (memory) {
            if (!memory.devices.containsKey(device)) {
                return false;
            }
            memory.grants.replaceAll((_, grant) -> grant.device().equals(device)
                    && oldValidUntil.isBefore(grant.validUntil()) ? new Grant(device, oldValidUntil) : grant);
            memory.grants.put(token, new Grant(device, Instant.MAX));
            return true;
        }
    }
}
