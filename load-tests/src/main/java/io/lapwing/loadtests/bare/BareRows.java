package io.lapwing.loadtests.bare;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// Rows as JSON.
final class BareRows {

    private BareRows() {}

    static JsonLine device(JsonLine json, ResultSet row) throws SQLException {
        json.raw("{").text("id", row.getString("device_id")).text("name", row.getString("name"))
                .text("type", row.getString("type")).text("site", row.getString("site")).raw("labels", "{");
        String[] names = (String[]) row.getArray("label_names").getArray();
        String[] values = (String[]) row.getArray("label_values").getArray();
        for (int i = 0; i < names.length; i++) {
            json.text(names[i], values[i]);
        }
        json.raw("}").raw("aliases", "[");
        for (String alias : (String[]) row.getArray("aliases").getArray()) {
            json.next().quoted(alias);
        }
        return json.raw("]").bool("gateway", row.getBoolean("gateway"))
                .text("gatewayId", row.getString("gateway_id")).bool("online", row.getBoolean("online"))
                .time("lastSeenAt", time(row, "last_seen_at")).time("createdAt", time(row, "created_at"))
                .time("updatedAt", time(row, "updated_at")).raw("}");
    }

    static void alert(JsonLine json, String device, ResultSet row) throws SQLException {
        json.raw("{").text("id", "A-" + row.getLong("number")).text("deviceId", device)
                .text("ruleId", row.getString("rule_id"))
                .text("severity", row.getString("severity").toLowerCase(Locale.ROOT)).text("state", "open")
                .time("startedAt", time(row, "started_at")).time("raisedAt", time(row, "raised_at"))
                .raw("clearedAt", "null").text("acknowledgedBy", row.getString("acknowledged_by"))
                .time("acknowledgedAt", time(row, "acknowledged_at"))
                .time("silencedUntil", time(row, "silenced_until"));
        double value = row.getDouble("value");
        if (row.wasNull()) {
            json.raw("value", "null");
        } else {
            json.number("value", value);
        }
        json.text("message", row.getString("message")).raw("}");
    }

    static void command(JsonLine json, ResultSet row) throws SQLException {
        json.raw("{").text("id", row.getString("id")).text("deviceId", row.getString("device_id"))
                .text("method", row.getString("method")).raw("params", row.getString("params"))
                .text("state", row.getString("state")).text("requestedBy", row.getString("requested_by"))
                .time("createdAt", time(row, "created_at")).time("expiresAt", time(row, "expires_at"))
                .time("sentAt", time(row, "sent_at")).time("deliveredAt", time(row, "delivered_at"))
                .time("endedAt", time(row, "ended_at"));
        Long repliedAt = time(row, "replied_at");
        if (repliedAt == null) {
            json.raw("reply", "null");
        } else {
            json.raw("reply", "{").raw("status", row.getString("reply_status"))
                    .raw("payload", row.getString("reply_payload")).time("receivedAt", repliedAt)
                    .bool("late", false).raw("}");
        }
        json.raw("}");
    }

    private static @Nullable Long time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : millis;
    }
}
