package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceFilter;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceProfile;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.device.TokenHash;
import io.lapwing.sharedmodel.inmemory.Memory.Grant;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.DeviceRegistry;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Keeps devices in memory.
final class InMemoryDeviceRegistry implements DeviceRegistry {

    private final Memory memory;

    InMemoryDeviceRegistry(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Map<DeviceKey, Device> find(Set<DeviceKey> keys) {
        synchronized (memory) {
            Map<DeviceKey, Device> found = new HashMap<>();
            for (DeviceKey key : keys) {
                DeviceState state = memory.devices.get(key);
                if (state != null) {
                    found.put(key, state.device);
                }
            }
            return found;
        }
    }

    @Override
    public Page<Device> list(TenantId tenant, DeviceFilter filter, PageRequest page) {
        synchronized (memory) {
            List<Device> ahead = memory.devices.values().stream().map(state -> state.device)
                    .filter(device -> device.key().tenant().equals(tenant) && matches(device, filter))
                    .filter(device -> page.after() == null
                            || device.key().device().value().compareTo(page.after()) > 0)
                    .limit(page.limit() + 1L).toList();
            if (ahead.size() <= page.limit()) {
                return new Page<>(ahead, null);
            }
            List<Device> items = ahead.subList(0, page.limit());
            return new Page<>(items, items.getLast().key().device().value());
        }
    }

    private static boolean matches(Device device, DeviceFilter filter) {
        DeviceProfile profile = device.profile();
        return (filter.type() == null || filter.type().equals(profile.type()))
                && (filter.site() == null || filter.site().equals(profile.site()))
                && (filter.online() == null || filter.online() == device.online())
                && (filter.text() == null || mentions(device, filter.text().toLowerCase(Locale.ROOT)));
    }

    private static boolean mentions(Device device, String text) {
        return Stream.concat(Stream.of(device.key().device().value(), device.profile().name()),
                device.profile().aliases().stream()).anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(text));
    }

    @Override
    public boolean create(Device device, TokenHash token) {
        synchronized (memory) {
            if (memory.devices.putIfAbsent(device.key(), new DeviceState(device)) != null) {
                return false;
            }
            memory.grants.put(token, new Grant(device.key(), Instant.MAX));
            return true;
        }
    }

    @Override
    public boolean update(Device device) {
        synchronized (memory) {
            DeviceState state = memory.devices.get(device.key());
            if (state == null || state.device.version() != device.version() - 1) {
                return false;
            }
            state.device = state.device.changedTo(device.profile(), device.updatedAt());
            return true;
        }
    }

    @Override
    public boolean delete(DeviceKey key, long version) {
        synchronized (memory) {
            DeviceState state = memory.devices.get(key);
            if (state == null || state.device.version() != version) {
                return false;
            }
            memory.devices.remove(key);
            memory.grants.values().removeIf(grant -> grant.device().equals(key));
            memory.alerts.values().removeIf(alert -> alert.device().equals(key));
            return true;
        }
    }
}
