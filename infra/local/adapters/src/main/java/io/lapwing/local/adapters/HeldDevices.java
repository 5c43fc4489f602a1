package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Devices that a transaction holds: until it ends, nobody else writes readings of them, and none is deleted.
///
/// @param keys the numbers of those that are registered
/// @param states of these, by their numbers
record HeldDevices(Map<DeviceKey, Long> keys, Map<Long, DeviceState> states) {

    /// A device that was in memory is gone: the transaction has to begin anew.
    static final class DeviceGone extends RuntimeException {

        private static final long serialVersionUID = 1L;

        DeviceGone(Set<DeviceKey> devices) {
            super("no longer registered as before: " + devices, null, false, false);
        }
    }

    static HeldDevices hold(Connection connection, DeviceKeys known, Set<DeviceKey> devices) throws SQLException {
        Map<DeviceKey, Long> keys = known.find(connection, devices);
        Map<Long, DeviceState> states = DeviceStates.hold(connection, keys.values());
        if (states.size() < keys.size()) {
            Set<DeviceKey> gone = new HashSet<>(keys.keySet());
            gone.removeIf(device -> states.containsKey(keys.get(device)));
            known.forget(gone);
            throw new DeviceGone(gone);
        }
        return new HeldDevices(keys, states);
    }

    /// The state of one that is registered.
    DeviceState state(DeviceKey device) {
        return Objects.requireNonNull(states.get(keys.get(device)));
    }
}
