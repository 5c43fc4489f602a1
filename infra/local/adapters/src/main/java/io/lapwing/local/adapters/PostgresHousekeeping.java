package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.port.LiveFeed;
import io.lapwing.sharedmodel.telemetry.MessageId;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;

/// Removes what has served its time. Safe to run anywhere, as often as one likes: it works in small transactions, and
/// takes up where another run ended.
public final class PostgresHousekeeping {

    private static final int BATCH = 5000;
    private static final int MAX_BATCHES = 100;
    private static final int MAX_DEVICES = 100;
    private static final String OPERATION = "PostgresHousekeeping.run";

    /// A message that is late on its way, or replayed, may still ask for a claim that has ended by now.
    private static final Duration CLAIM_GRACE = Duration.ofHours(24);

    private static final String CLAIMS = """
            delete from message_claim where ctid = any (array(
                select ctid from message_claim where claimed_at < ? limit ?))
            """;

    private static final String IDEMPOTENCY = """
            delete from idempotency_claim where ctid = any (array(
                select ctid from idempotency_claim where expires_at < ? limit ? for update skip locked))
            """;

    private static final String CREDENTIALS = """
            delete from device_credential where ctid = any (array(
                select ctid from device_credential where valid_until < ? limit ? for update skip locked))
            """;

    private static final String CONVERSATIONS = """
            delete from conversation where ctid = any (array(
                select ctid from conversation where kept_until <= ? limit ? for update skip locked))
            """;

    private static final String CHAT_COMMANDS = """
            delete from chat_command where ctid = any (array(
                select ctid from chat_command where kept_until <= ? limit ? for update skip locked))
            """;

    private static final String CHAT_CODES = """
            delete from chat_code where ctid = any (array(
                select ctid from chat_code where ends_at <= ? limit ? for update skip locked))
            """;

    private static final Duration FEED_LIFE = Duration.ofDays(7);
    private static final Duration DEAD_LETTER_LIFE = Duration.ofDays(90);

    private static final String FEED = """
            delete from event_feed where ctid = any (array(
                select ctid from event_feed where appended_at < ? limit ? for update skip locked))
            """;

    /// Longer than anybody may stay away who reads on, by what a transaction can take.
    private static final Duration LIVE_LIFE = LiveFeed.KEPT.plusMinutes(2);

    /// Whoever is behind what is removed is told that he missed something.
    private static final String LIVE_READINGS = """
            with gone as (
                delete from reading_feed where ctid = any (array(
                    select ctid from reading_feed where appended_at < ? limit ? for update skip locked))
                returning tenant, xid),
            ends as (select tenant, max(xid) + 1 as kept_from from gone group by tenant),
            moved as (
                update stream_interest set kept_from = greatest(stream_interest.kept_from, ends.kept_from)
                from ends where ends.tenant = stream_interest.tenant)
            select count(*) as removed from gone
            """;
    private static final String INTERESTS = """
            delete from stream_interest where ctid = any (array(
                select ctid from stream_interest where until < ? limit ? for update skip locked))
            """;

    private static final String OUTBOX_DEAD_LETTERS = """
            delete from outbox_dead_letter where ctid = any (array(
                select ctid from outbox_dead_letter where put_aside_at < ? limit ? for update skip locked))
            """;

    /// What hangs on a deleted device, by its number alone.
    private static final String READINGS = """
            delete from reading where (device_key, ts, seq) in (
                select device_key, ts, seq from reading where device_key = ? limit ?)
            """;
    private static final String METRICS = """
            delete from device_metric where (device_key, metric) in (
                select device_key, metric from device_metric where device_key = ? limit ?)
            """;
    private static final String DEVICE_CLAIMS = """
            delete from message_claim where (device_key, mid) in (
                select device_key, mid from message_claim where device_key = ? limit ?)
            """;
    private static final String ALERTS = """
            delete from alert where (tenant, number) in (
                select tenant, number from alert where device_key = ? limit ?)
            """;
    private static final String SHADOWS = """
            delete from shadow where (device_key, name) in (
                select device_key, name from shadow where device_key = ? limit ?)
            """;
    private static final String DELETED = "select device_key from deleted_device limit ?";
    private static final String FORGET = "delete from deleted_device where device_key = ?";

    private final PostgresDatabase database;

    public PostgresHousekeeping(PostgresDatabase database) {
        this.database = database;
    }

    /// Removes claims, tokens, codes and conversations that have ended, old events, and what is left of deleted devices; a
    /// bounded number of each, the rest the next time.
    ///
    /// @return how many rows were removed
    public long run(Instant now) {
        long removed = remove(CLAIMS, now.minus(MessageId.LIFE).minus(CLAIM_GRACE)) + remove(IDEMPOTENCY, now)
                + remove(CREDENTIALS, now) + remove(CONVERSATIONS, now) + remove(CHAT_COMMANDS, now)
                + remove(CHAT_CODES, now)
                + remove(FEED, now.minus(FEED_LIFE))
                + remove(OUTBOX_DEAD_LETTERS, now.minus(DEAD_LETTER_LIFE))
                + removeLiveReadings(now.minus(LIVE_LIFE)) + remove(INTERESTS, now.minus(LIVE_LIFE));
        for (long deviceKey : deletedDevices()) {
            long ofDevice = remove(READINGS, deviceKey) + remove(METRICS, deviceKey)
                    + remove(DEVICE_CLAIMS, deviceKey) + remove(ALERTS, deviceKey)
                    + remove(SHADOWS, deviceKey);
            removed += ofDevice;
            if (ofDevice == 0) {
                database.write(OPERATION, "device " + deviceKey, connection -> update(connection, FORGET, deviceKey));
            }
        }
        return removed;
    }

    private long[] deletedDevices() {
        return database.read(OPERATION, "deleted devices", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(DELETED)) {
                Columns.set(statement, MAX_DEVICES);
                LongStream.Builder deviceKeys = LongStream.builder();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        deviceKeys.add(row.getLong("device_key"));
                    }
                }
                return deviceKeys.build().toArray();
            }
        });
    }

    private long remove(String sql, Object parameter) {
        return inBatches(connection -> update(connection, sql, parameter, BATCH));
    }

    private long removeLiveReadings(Instant before) {
        return inBatches(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(LIVE_READINGS)) {
                Columns.set(statement, before, BATCH);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getInt("removed");
                }
            }
        });
    }

    private long inBatches(PostgresDatabase.Work<Integer> work) {
        long removed = 0;
        int batch = BATCH;
        for (int i = 0; i < MAX_BATCHES && batch == BATCH; i++) {
            batch = database.write(OPERATION, "what has ended", work);
            removed += batch;
        }
        return removed;
    }

    private static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns.set(statement, parameters);
            return statement.executeUpdate();
        }
    }
}
