package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/// The numbers that devices go by, from memory. A number is never given to another device, so what is remembered can
/// only be of a device that is gone; whoever finds that out says so.
final class DeviceKeys {

    private static final int MAX_DEVICES = 100_000;

    private static final String FIND = """
            select place, device_key
            from unnest(?::text[], ?::text[]) with ordinality as wanted (tenant, device_id, place)
            join device using (tenant, device_id)
            """;

    private final Cache<DeviceKey, Long> known = Caffeine.newBuilder().maximumSize(MAX_DEVICES).build();

    /// Those of `devices` that are registered, or were.
    Map<DeviceKey, Long> find(Connection connection, Set<DeviceKey> devices) throws SQLException {
        Map<DeviceKey, Long> found = new HashMap<>(known.getAllPresent(devices));
        if (found.size() < devices.size()) {
            List<DeviceKey> missing = new ArrayList<>(devices);
            missing.removeIf(found::containsKey);
            ask(connection, missing, found);
        }
        return found;
    }

    void forget(Collection<DeviceKey> devices) {
        known.invalidateAll(devices);
    }

    private void ask(Connection connection, List<DeviceKey> devices, Map<DeviceKey, Long> found)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            Columns.set(statement, devices.stream().map(key -> key.tenant().value()).toArray(String[]::new),
                    devices.stream().map(key -> key.device().value()).toArray(String[]::new));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    DeviceKey key = devices.get(row.getInt("place") - 1);
                    found.put(key, row.getLong("device_key"));
                    known.put(key, row.getLong("device_key"));
                }
            }
        }
    }
}
