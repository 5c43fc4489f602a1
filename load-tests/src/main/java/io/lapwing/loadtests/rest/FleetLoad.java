package io.lapwing.loadtests.rest;

import io.lapwing.loadtests.gatling.Plan;
import io.lapwing.loadtests.mqtt.DeviceLogin;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Puts devices into the database, as Lapwing would have: online, each with a shadow, some commands of before, and some
/// with an open alert.
final class FleetLoad {

    static final String TENANT = "rest";

    private static final int SITES = 20;
    private static final int COMMANDS = 5;
    private static final int ALERTS = 3;
    private static final int WITH_OPEN_ALERT = 4;
    private static final Duration AGE = Duration.ofDays(60);

    private final Connection connection;
    private final Plan.Fleet fleet;
    private final Instant last;

    /// @param last when the last reading of each was taken
    FleetLoad(Connection connection, Plan.Fleet fleet, Instant last) {
        this.connection = connection;
        this.fleet = fleet;
        this.last = last;
    }

    /// Rows of one table, for a device.
    private interface Rows {
        void write(CopyRows rows, int device) throws SQLException;
    }

    /// @return the devices that can connect
    List<DeviceLogin> load() throws SQLException {
        connection.setAutoCommit(false);
        each("device (device_key, tenant, device_id, name, type, site, label_names, label_values, aliases, gateway,"
                + " search_text, created_at, updated_at, version)", this::device);
        each("device_state (device_key, last_ts, last_seq, last_seen_at, online)",
                (rows, device) -> rows.row(device, millis(), 0, millis(), "t"));
        each("device_metric (device_key, metric, last_hour)", this::metrics);
        each("shadow (device_key, name, desired, reported, applied, version, updated_at)",
                (rows, device) -> rows.row(device, "main", "{\"targetTemperature\":4,\"interval\":60}",
                        "{\"targetTemperature\":" + (device % 2 == 0 ? 4 : 5)
                                + ",\"interval\":60,\"firmware\":\"2.4.1\"}",
                        "{}", 3, millis()));
        each("command (tenant, id, device_id, method, params, requested_by, created_at, expires_at, state, sent_at,"
                + " delivered_at, ended_at, reply_status, reply_payload, replied_at, version)", this::commands);
        each("alert (tenant, number, device_key, rule_id, severity, started_at, raised_at, cleared_at, value, message,"
                + " version)", this::alerts);
        execute("insert into alert_end (tenant, number) values ('" + TENANT + "', " + fleet.devices() * ALERTS + ")");
        execute("select setval(pg_get_serial_sequence('device', 'device_key'), " + fleet.devices() + ")");
        List<DeviceLogin> logins = credentials();
        connection.commit();
        connection.setAutoCommit(true);
        return logins;
    }

    private void each(String target, Rows write) throws SQLException {
        try (CopyRows rows = CopyRows.into(connection, target + " from stdin")) {
            for (int device = 1; device <= fleet.devices(); device++) {
                write.write(rows, device);
            }
            rows.end();
        }
    }

    private void device(CopyRows rows, int device) throws SQLException {
        String id = id(device);
        long created = last.minus(AGE).toEpochMilli() + device;
        rows.row(device, TENANT, id, "Cold store " + device, "cold-store", "site-" + device % SITES,
                "{customer,floor}", "{\"Fisher & Sons\"," + device % 4 + "}", "{cs-" + device + "}", "f",
                id + "\ncold store " + device + "\ncs-" + device, created, created, 1);
    }

    private void metrics(CopyRows rows, int device) throws SQLException {
        for (String metric : StoredReadings.METRICS) {
            rows.row(device, metric, Math.floorDiv(millis(), TimeUnit.HOURS.toMillis(1)));
        }
    }

    private void commands(CopyRows rows, int device) throws SQLException {
        for (int i = 0; i < COMMANDS; i++) {
            long at = last.minus(Duration.ofDays(COMMANDS - i)).toEpochMilli() + device;
            rows.row(TENANT, "before-" + device + "-" + i, id(device), "reboot", "{\"delay\":" + i + "}",
                    "user:local", at, at + TimeUnit.MINUTES.toMillis(1), "SUCCEEDED", at + 3, at + 9, at + 40, 200,
                    "{\"ok\":true}", at + 40, 4);
        }
    }

    private void alerts(CopyRows rows, int device) throws SQLException {
        for (int i = 0; i < ALERTS; i++) {
            long at = last.minus(Duration.ofDays(ALERTS - i)).toEpochMilli() + device;
            boolean isOpen = i == ALERTS - 1 && device % WITH_OPEN_ALERT == 0;
            rows.row(TENANT, (long) i * fleet.devices() + device, device, "too-warm", "WARNING", at, at + 60_000,
                    isOpen ? null : at + 600_000, 8.5, "temperature is 8.5 °C, \"raise\" is 8", isOpen ? 1 : 2);
        }
    }

    private List<DeviceLogin> credentials() throws SQLException {
        List<DeviceLogin> logins = new ArrayList<>();
        try (CopyRows rows = CopyRows.into(connection, "device_credential (token_hash, device_key) from stdin")) {
            for (int device = 1; device <= fleet.commanded(); device++) {
                AccessToken token = AccessToken.generate(new SecureRandom());
                rows.row(token.hash().hex(), device);
                logins.add(DeviceLogin.of(DeviceKey.of(TENANT, id(device)), token.value()));
            }
            rows.end();
        }
        return logins;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long millis() {
        return last.toEpochMilli();
    }

    private static String id(int device) {
        return Plan.Fleet.id(device - 1);
    }
}
