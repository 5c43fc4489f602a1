package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceFilter;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceProfile;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.device.TokenHash;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.DeviceRegistry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// Devices in the table `device`, one row each. Where it has to be joined or written often, a device goes by a number
/// that is never given again: what an earlier device of the same id left behind cannot be taken for its own.
public final class PostgresDeviceRegistry implements DeviceRegistry {

    private static final String SELECT = """
            select tenant, device_id, name, type, site, label_names, label_values, aliases, gateway, gateway_id,
                   online, last_seen_at, created_at, updated_at, version
            from device join device_state using (device_key)
            """;

    private static final String FIND = SELECT + """
            join unnest(?::text[], ?::text[]) as wanted (tenant, device_id) using (tenant, device_id)
            """;

    private static final String LIST = SELECT + """
            where tenant = ? and device_id > ?
              and (?::text is null or type = ?::text)
              and (?::text is null or site = ?::text)
              and (?::boolean is null or online = ?::boolean)
              and (?::text is null or position(?::text in search_text) > 0)
            order by device_id
            limit ?
            """;

    private static final String INSERT = """
            with added as (
                insert into device (tenant, device_id, name, type, site, label_names, label_values, aliases, gateway,
                                    gateway_id, search_text, created_at, updated_at, version)
                values (?, ?, ?, ?, ?::text, ?, ?, ?, ?, ?::text, ?, ?, ?, ?)
                on conflict (tenant, device_id) do nothing
                returning device_key
            ), state as (
                insert into device_state (device_key, online, last_seen_at)
                select device_key, ?, ?::bigint from added
            )
            insert into device_credential (token_hash, device_key) select ?, device_key from added
            """;

    private static final String UPDATE = """
            update device
            set name = ?, type = ?, site = ?::text, label_names = ?, label_values = ?, aliases = ?, gateway = ?,
                gateway_id = ?::text, search_text = ?, updated_at = ?, version = ?
            where tenant = ? and device_id = ? and version = ?
            """;

    /// The readings and alerts are removed by [PostgresHousekeeping]; without the device, nobody sees them any more. Whoever is
    /// appending for the device holds its state's row: the deletion waits for him, or he finds it gone.
    private static final String DELETE = """
            with gone as (
                delete from device where tenant = ? and device_id = ? and version = ? returning device_key
            ), state as (
                delete from device_state where device_key in (select device_key from gone)
            ), credential as (
                delete from device_credential where device_key in (select device_key from gone)
            )
            insert into deleted_device (device_key) select device_key from gone
            """;

    private static final String DELETE_QUARANTINED = "delete from quarantine where tenant = ? and device_id = ?";

    private static final String DELETE_COMMANDS = "delete from command where tenant = ? and device_id = ?";

    private final PostgresDatabase database;

    public PostgresDeviceRegistry(PostgresDatabase database) {
        this.database = database;
    }

    @Override
    public Map<DeviceKey, Device> find(Set<DeviceKey> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return database.read("DeviceRegistry.find", keys.size() + " devices", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(FIND)) {
                Columns.set(statement, keys.stream().map(key -> key.tenant().value()).toArray(String[]::new),
                        keys.stream().map(key -> key.device().value()).toArray(String[]::new));
                Map<DeviceKey, Device> found = new HashMap<>();
                for (Device device : DeviceRows.read(statement)) {
                    found.put(device.key(), device);
                }
                return found;
            }
        });
    }

    @Override
    public Page<Device> list(TenantId tenant, DeviceFilter filter, PageRequest page) {
        String text = filter.text() == null ? null : filter.text().toLowerCase(Locale.ROOT);
        String after = page.after() == null ? "" : page.after();
        List<Device> devices = database.read("DeviceRegistry.list", tenant.value(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(LIST)) {
                Columns.set(statement, tenant.value(), after, filter.type(), filter.type(), filter.site(),
                        filter.site(), filter.online(), filter.online(), text, text, page.limit() + 1);
                return DeviceRows.read(statement);
            }
        });
        return Pages.cut(devices, page, device -> device.key().device().value());
    }

    @Override
    public boolean create(Device device, TokenHash token) {
        DeviceProfile profile = device.profile();
        return database.write("DeviceRegistry.create", device.key().toString(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                Columns.set(statement, device.key().tenant().value(), device.key().device().value(), profile.name(),
                        profile.type(), profile.site(), labelNames(profile), labelValues(profile), aliases(profile),
                        profile.gateway(), gatewayId(profile), searchText(device), device.createdAt(),
                        device.updatedAt(), device.version(), device.online(), device.lastSeenAt(), token.hex());
                return statement.executeUpdate() == 1;
            }
        });
    }

    @Override
    public boolean update(Device device) {
        DeviceProfile profile = device.profile();
        return database.write("DeviceRegistry.update", device.key().toString(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
                Columns.set(statement, profile.name(), profile.type(), profile.site(), labelNames(profile),
                        labelValues(profile), aliases(profile), profile.gateway(), gatewayId(profile),
                        searchText(device), device.updatedAt(), device.version(), device.key().tenant().value(),
                        device.key().device().value(), device.version() - 1);
                return statement.executeUpdate() == 1;
            }
        });
    }

    @Override
    public boolean delete(DeviceKey key, long version) {
        return database.write("DeviceRegistry.delete", key.toString(), connection -> {
            if (execute(connection, DELETE, key.tenant().value(), key.device().value(), version) == 0) {
                return false;
            }
            execute(connection, DELETE_QUARANTINED, key.tenant().value(), key.device().value());
            execute(connection, DELETE_COMMANDS, key.tenant().value(), key.device().value());
            return true;
        });
    }

    private static int execute(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns.set(statement, parameters);
            return statement.executeUpdate();
        }
    }

    private static String[] labelNames(DeviceProfile profile) {
        return profile.labels().keySet().stream().sorted().toArray(String[]::new);
    }

    private static String[] labelValues(DeviceProfile profile) {
        return profile.labels().entrySet().stream().sorted(Map.Entry.comparingByKey()).map(Map.Entry::getValue)
                .toArray(String[]::new);
    }

    private static String[] aliases(DeviceProfile profile) {
        return profile.aliases().toArray(String[]::new);
    }

    private static @Nullable String gatewayId(DeviceProfile profile) {
        DeviceId gateway = profile.gatewayId();
        return gateway == null ? null : gateway.value();
    }

    private static String searchText(Device device) {
        Stream<String> names = Stream.of(device.key().device().value(), device.profile().name());
        return Stream.concat(names, device.profile().aliases().stream()).map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("\n"));
    }
}
