package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceProfile;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Devices out of rows of `device` joined with `device_state`.
final class DeviceRows {

    private DeviceRows() {}

    /// Runs a query and reads all its rows.
    static List<Device> read(PreparedStatement statement) throws SQLException {
        List<Device> devices = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                devices.add(device(row));
            }
        }
        return devices;
    }

    private static Device device(ResultSet row) throws SQLException {
        DeviceKey key = DeviceKey.of(row.getString("tenant"), row.getString("device_id"));
        return new Device(key, profile(row), row.getBoolean("online"), Columns.instantOrNull(row, "last_seen_at"),
                Columns.instant(row, "created_at"), Columns.instant(row, "updated_at"), row.getLong("version"));
    }

    private static DeviceProfile profile(ResultSet row) throws SQLException {
        Map<String, String> labels = new HashMap<>();
        String[] names = Columns.texts(row, "label_names");
        String[] values = Columns.texts(row, "label_values");
        for (int i = 0; i < names.length; i++) {
            labels.put(names[i], values[i]);
        }
        @Nullable
        String gatewayId = row.getString("gateway_id");
        return new DeviceProfile(row.getString("name"), row.getString("type"), row.getString("site"), labels,
                List.of(Columns.texts(row, "aliases")), row.getBoolean("gateway"),
                gatewayId == null ? null : new DeviceId(gatewayId));
    }
}
