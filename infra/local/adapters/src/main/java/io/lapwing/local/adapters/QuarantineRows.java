package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.quarantine.QuarantineId;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// The rows of `quarantine`.
final class QuarantineRows {

    private static final String HOLD = """
            select id, replayed_at
            from quarantine join unnest(?::text[], ?::text[]) as wanted (tenant, id) using (tenant, id)
            order by tenant, id
            for update of quarantine
            """;

    /// What comes again waits for a replay again, unless it comes out of one.
    private static final String ADD = """
            insert into quarantine as known
                (tenant, id, device_id, kind, topic, payload, payload_bytes, format, mid, code, reason, received_at,
                 trace_parent, first_received_at, occurrences, version)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?::text, ?, ?, ?, ?::text, ?, 1, 1)
            on conflict (tenant, id) do update
            set topic = case when excluded.received_at > known.received_at then excluded.topic else known.topic end,
                mid = case when excluded.received_at > known.received_at then excluded.mid else known.mid end,
                reason = case when excluded.received_at > known.received_at then excluded.reason else known.reason end,
                trace_parent = case when excluded.received_at > known.received_at
                               then excluded.trace_parent else known.trace_parent end,
                received_at = greatest(known.received_at, excluded.received_at),
                occurrences = known.occurrences + 1,
                replayed_at = case when ?::boolean then known.replayed_at end,
                version = known.version + 1
            """;

    private static final String END = """
            update quarantine set replayed_at = ?, version = version + 1 where tenant = ? and id = ?
            """;

    private QuarantineRows() {}

    /// Holds the messages that a batch replays.
    ///
    /// @return whether each of them waits for it
    static Map<QuarantineId, Boolean> hold(Connection connection, List<MessageWrite> messages) throws SQLException {
        Map<QuarantineId, Boolean> waiting = new HashMap<>();
        List<MessageWrite> replays = messages.stream().filter(message -> message.replayOf() != null).toList();
        if (replays.isEmpty()) {
            return waiting;
        }
        try (PreparedStatement statement = connection.prepareStatement(HOLD)) {
            Columns.set(statement, replays.stream().map(replay -> replay.source().tenant().value())
                    .toArray(String[]::new),
                    replays.stream().map(replay -> Objects.requireNonNull(replay.replayOf()).value())
                            .toArray(String[]::new));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    waiting.put(new QuarantineId(row.getString("id")), row.getObject("replayed_at") == null);
                }
            }
        }
        return waiting;
    }

    /// Ends the wait of what was replayed, and takes in what could not be taken.
    static void write(Connection connection, List<MessageWrite> messages, Instant now) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        try (PreparedStatement end = connection.prepareStatement(END);
                PreparedStatement add = connection.prepareStatement(ADD)) {
            for (MessageWrite message : messages) {
                if (message.replayOf() != null) {
                    add.executeBatch();
                    Columns.set(end, now, message.source().tenant().value(), message.replayOf().value());
                    end.executeUpdate();
                }
                for (QuarantinedMessage part : message.quarantined()) {
                    set(add, part, message.replayOf() != null);
                    add.addBatch();
                }
            }
            add.executeBatch();
        }
    }

    private static void set(PreparedStatement add, QuarantinedMessage part, boolean outOfReplay)
            throws SQLException {
        Payload payload = part.payload();
        MessageId mid = part.mid();
        TraceParent trace = part.trace();
        Columns.set(add, part.device().tenant().value(), part.id().value(), part.device().device().value(),
                part.kind().name(), part.topic(), payload == null ? null : payload.toBytes(), part.payloadBytes(),
                part.format().name(), mid == null ? null : mid.value(), part.code().name(), part.reason(),
                part.receivedAt(), trace == null ? null : trace.header(), part.receivedAt(), outOfReplay);
    }

    static QuarantineEntry entry(ResultSet row) throws SQLException {
        return new QuarantineEntry(message(row), Columns.instant(row, "first_received_at"),
                row.getLong("occurrences"), Columns.instantOrNull(row, "replayed_at"), row.getLong("version"));
    }

    private static QuarantinedMessage message(ResultSet row) throws SQLException {
        DeviceKey device = DeviceKey.of(row.getString("tenant"), row.getString("device_id"));
        PayloadFormat format = PayloadFormat.valueOf(row.getString("format"));
        byte @Nullable [] payload = row.getBytes("payload");
        @Nullable
        String mid = row.getString("mid");
        return new QuarantinedMessage(new QuarantineId(row.getString("id")), device,
                MessageKind.valueOf(row.getString("kind")), row.getString("topic"),
                payload == null ? null : Payload.of(payload, format), row.getInt("payload_bytes"), format,
                mid == null ? null : new MessageId(mid), RefusalCode.valueOf(row.getString("code")),
                row.getString("reason"), Columns.instant(row, "received_at"),
                TraceParent.parse(row.getString("trace_parent")).orElse(null));
    }
}
