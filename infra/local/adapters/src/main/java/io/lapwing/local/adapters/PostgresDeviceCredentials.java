package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TokenHash;
import io.lapwing.sharedmodel.port.DeviceCredentials;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Optional;

/// Hashed tokens in the table `device_credential`. Nothing is remembered: an ended token is refused at once.
public final class PostgresDeviceCredentials implements DeviceCredentials {

    private static final String AUTHENTICATE = """
            select tenant, device_id
            from device_credential join device using (device_key)
            where token_hash = ? and (valid_until is null or valid_until > ?)
            """;

    /// Whoever rotates holds the device, so that he sees the tokens that another one gave it just before.
    private static final String HOLD = "select device_key from device where tenant = ? and device_id = ? for update";

    /// `least` takes no notice of a null, which stands for no end.
    private static final String END = """
            update device_credential set valid_until = least(valid_until, ?) where device_key = ?
            """;

    private static final String GIVE = "insert into device_credential (token_hash, device_key) values (?, ?)";

    private final PostgresDatabase database;

    public PostgresDeviceCredentials(PostgresDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<DeviceKey> authenticate(TokenHash token, Instant now) {
        return database.read("DeviceCredentials.authenticate", "a token", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(AUTHENTICATE)) {
                Columns.set(statement, token.hex(), now);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next()
                            ? Optional.of(DeviceKey.of(row.getString("tenant"), row.getString("device_id")))
                            : Optional.empty();
                }
            }
        });
    }

    @Override
    public boolean rotate(DeviceKey device, TokenHash token, Instant oldValidUntil) {
        return database.write("DeviceCredentials.rotate", device.toString(), connection -> {
            try (PreparedStatement hold = connection.prepareStatement(HOLD);
                    PreparedStatement end = connection.prepareStatement(END);
                    PreparedStatement give = connection.prepareStatement(GIVE)) {
                Columns.set(hold, device.tenant().value(), device.device().value());
                try (ResultSet row = hold.executeQuery()) {
                    if (!row.next()) {
                        return false;
                    }
                    long deviceKey = row.getLong("device_key");
                    Columns.set(end, oldValidUntil, deviceKey);
                    end.executeUpdate();
                    Columns.set(give, token.hex(), deviceKey);
                    give.executeUpdate();
                    return true;
                }
            }
        });
    }
}
