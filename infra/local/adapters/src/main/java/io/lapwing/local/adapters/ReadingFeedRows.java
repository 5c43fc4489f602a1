package io.lapwing.local.adapters;

import io.lapwing.local.adapters.ReadingRows.Change;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.json.LiveReadingsJson;
import io.lapwing.sharedmodel.json.LiveReadingsJson.Packed;
import io.lapwing.sharedmodel.telemetry.ReadingKey;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Tells those who listen what a transaction stored.
final class ReadingFeedRows {

    private static final String INSERT = """
            insert into reading_feed (tenant, readings, appended_at)
            select tenant, readings, %s from unnest(?::text[], ?::text[]) as told (tenant, readings)
            """.formatted(WorkLeases.NOW);

    private final ListenedTenants listened;

    ReadingFeedRows(ListenedTenants listened) {
        this.listened = listened;
    }

    /// To be called when the transaction has written already. Who begins to listen waits for the transactions that
    /// have a number by then, since one without it has not looked yet who does.
    void write(Connection connection, Map<DeviceKey, Long> deviceKeys, List<Change> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        Set<TenantId> tenants = listened.find(connection);
        if (tenants.isEmpty()) {
            return;
        }
        Map<Long, DeviceKey> devices = new HashMap<>();
        deviceKeys.forEach((device, key) -> {
            if (tenants.contains(device.tenant())) {
                devices.put(key, device);
            }
        });
        Map<TenantId, List<Packed>> packed = pack(devices, changes);
        if (!packed.isEmpty()) {
            insert(connection, packed);
        }
    }

    private static Map<TenantId, List<Packed>> pack(Map<Long, DeviceKey> devices, List<Change> changes) {
        Map<TenantId, List<Packed>> packed = new HashMap<>();
        for (Change change : changes) {
            DeviceKey device = devices.get(change.key().deviceKey());
            if (device != null) {
                ReadingKey key = new ReadingKey(Instant.ofEpochMilli(change.key().ts()), change.key().seq());
                packed.computeIfAbsent(device.tenant(), _ -> new ArrayList<>())
                        .add(new Packed(device.device(), key, change.late(), change.values().get()));
            }
        }
        return packed;
    }

    private static void insert(Connection connection, Map<TenantId, List<Packed>> packed) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        packed.forEach((tenant, readings) -> rows.put(tenant.value(), LiveReadingsJson.write(readings)));
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            Columns.set(statement, rows.keySet().toArray(String[]::new), rows.values().toArray(String[]::new));
            statement.executeUpdate();
        }
    }
}
