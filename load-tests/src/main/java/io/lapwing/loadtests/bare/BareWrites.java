package io.lapwing.loadtests.bare;

import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/// What is written: one statement, which is one transaction, for each request. The rows are those that Lapwing writes.
final class BareWrites {

    /// One reading with all its metrics. The device moves on, and so do the hours of its metrics, where they do.
    private static final String INGEST = """
            with target as (
                select device_key from device where tenant = ? and device_id = ?
            ), stored as (
                insert into reading (device_key, ts, seq, late, metrics)
                select device_key, ?, 0, false, ?::jsonb from target
                on conflict (device_key, ts, seq) do update set metrics = reading.metrics || excluded.metrics
            ), known as (
                insert into device_metric as known (device_key, metric, last_hour)
                select device_key, metric, ? from target cross join unnest(?::text[]) as metric
                where not exists (select from device_metric as there where there.device_key = target.device_key
                                  and there.metric = metric.metric and there.last_hour >= ?)
                on conflict (device_key, metric) do update set last_hour = excluded.last_hour
                where known.last_hour < excluded.last_hour
            )
            update device_state as state
            set last_ts = greatest(last_ts, ?), last_seq = 0, last_seen_at = ?
            from target where state.device_key = target.device_key
            """;

    /// The command, and the event by which Lapwing sends it to its device. Its id comes of the `Idempotency-Key`, so
    /// that it is made once.
    private static final String COMMAND = """
            with made as (
                insert into command (tenant, id, device_id, method, params, requested_by, created_at, expires_at, state,
                                     version)
                select tenant, ?, device_id, ?, ?, ?, ?, ?, 'QUEUED', 1
                from device where tenant = ? and device_id = ?
                on conflict (tenant, id) do nothing
                returning 1
            )
            insert into outbox (order_key, position, event, due_at) select ?, 1, ?, ? from made
            """;

    private static final long TTL = TimeUnit.SECONDS.toMillis(60);
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);
    private static final int ID_BYTES = 16;

    private final DataSource database;

    BareWrites(DataSource database) {
        this.database = database;
    }

    /// @param body `{"ts":…,"values":{…}}`
    byte @Nullable [] ingest(String tenant, String device, byte[] body) throws SQLException {
        Map<?, ?> message = object(body);
        if (!(message.get("ts") instanceof Long ts) || !(message.get("values") instanceof Map<?, ?> values)) {
            throw new IllegalArgumentException("not a reading");
        }
        String[] metrics = values.keySet().stream().map(String::valueOf).toArray(String[]::new);
        String json = new String(Json.write(values), StandardCharsets.UTF_8);
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(INGEST)) {
            set(statement, tenant, device, ts, json, ts / HOUR, metrics, ts / HOUR, ts, System.currentTimeMillis());
            return statement.executeUpdate() == 0 ? null
                    : new JsonLine().raw("{").raw("accepted", "" + values.size()).raw("duplicate", "0")
                            .raw("rejected", "[]").raw("}").bytes();
        }
    }

    /// @param body `{"method":…,"params":…}`
    byte @Nullable [] command(BareTokens.User user, String device, String key, byte[] body) throws SQLException {
        Map<?, ?> wanted = object(body);
        String method = String.valueOf(wanted.get("method"));
        String params = new String(Json.write(wanted.get("params")), StandardCharsets.UTF_8);
        String by = "user:" + user.subject();
        String id = id(user.tenant(), by, device, key);
        long now = System.currentTimeMillis();
        String event = "{\"kind\":\"commandQueued\",\"tenant\":\"" + user.tenant() + "\",\"device\":\"" + device
                + "\",\"command\":\"" + id + "\",\"version\":1,\"at\":" + now + "}";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(COMMAND)) {
            set(statement, id, method, params, by, now, now + TTL, user.tenant(), device,
                    "command/" + user.tenant() + "/" + id, event, now);
            if (statement.executeUpdate() == 0) {
                return null;
            }
        }
        return new JsonLine().raw("{").text("id", id).text("deviceId", device).text("method", method)
                .raw("params", params).text("state", "QUEUED").text("requestedBy", by).time("createdAt", now)
                .time("expiresAt", now + TTL).raw("sentAt", "null").raw("deliveredAt", "null").raw("endedAt", "null")
                .raw("reply", "null").raw("}").bytes();
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private static String id(String... parts) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Map<?, ?> object(byte[] json) {
        try {
            return Json.read(json) instanceof Map<?, ?> map ? map : Map.of();
        } catch (MalformedJson e) {
            throw new IllegalArgumentException(e);
        }
    }
}
