package io.lapwing.local.adapters;

import io.lapwing.local.adapters.LeasedWork.Lease;
import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.work.QueueName;
import io.lapwing.sharedmodel.work.WorkId;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkPayload;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// Gives out the work of [PostgresWorkQueue] to those who do it: to one at a time, for a lease. Work whose lease ran
/// out is given to the next; work that failed too often, or whose doers died too often, is put aside as a dead letter.
///
/// Thread-safe, in any number of processes. All methods throw `StoreUnavailable` when the database cannot be reached.
public final class WorkLeases {

    /// What can be asked for at once.
    public static final int MAX_ITEMS = 100;

    /// Now, in milliseconds since 1970.
    static final String NOW = "(extract(epoch from clock_timestamp()) * 1000)::bigint";

    /// Payloads that are given out at once: the item that passes this is the last of its batch.
    private static final int MAX_BATCH_BYTES = 16 * 1024 * 1024;

    private static final String BURY = """
            update work_item set dead = true, lease = null, last_error = coalesce(last_error, 'its lease ran out')
            where item_key = any (array(
                select item_key from work_item
                where queue = ? and not dead and due_at <= %s and attempts >= ?
                order by due_at, item_key limit ? for update skip locked))
            """.formatted(NOW);

    private static final String TAKE = """
            update work_item set attempts = attempts + 1, lease = ?, due_at = ? + %s
            where item_key = any (array(
                select item_key from (
                    select item_key, sum(payload_bytes) over (order by due_at, item_key) - payload_bytes as before
                    from (
                        select item_key, due_at, payload_bytes from work_item
                        where queue = ? and not dead and due_at <= %s and attempts < ?
                        order by due_at, item_key limit ? for update skip locked) as due) as summed
                where before < ?))
            returning item_key, work_id, payload, trace_parent, attempts
            """.formatted(NOW, NOW);

    private static final String FINISH = "delete from work_item where item_key = ? and lease = ?";

    private static final String GIVE_BACK = """
            update work_item set lease = null, last_error = ?, dead = attempts >= ?, due_at = ? + %s
            where item_key = ? and lease = ?
            """.formatted(NOW);

    /// This attempt does not count.
    private static final String POSTPONE = """
            update work_item set lease = null, attempts = attempts - 1, due_at = ? + %s
            where item_key = ? and lease = ?
            """.formatted(NOW);

    private final PostgresDatabase database;
    private final WorkSettings settings;

    public WorkLeases(PostgresDatabase database, WorkSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /// Takes work that is due, the longest due first.
    ///
    /// @param max from 1 to [#MAX_ITEMS]
    public List<LeasedWork> take(QueueName queue, int max) {
        if (max < 1 || max > MAX_ITEMS) {
            throw new IllegalArgumentException("work is taken 1 to " + MAX_ITEMS + " at a time");
        }
        String token = UUID.randomUUID().toString();
        return database.write("WorkLeases.take", queue.value(), connection -> {
            try (PreparedStatement bury = connection.prepareStatement(BURY);
                    PreparedStatement take = connection.prepareStatement(TAKE)) {
                Columns.set(bury, queue.value(), settings.maxAttempts(), MAX_ITEMS);
                bury.executeUpdate();
                Columns.set(take, token, settings.lease().toMillis(), queue.value(), settings.maxAttempts(), max,
                        MAX_BATCH_BYTES);
                try (ResultSet rows = take.executeQuery()) {
                    return taken(queue, token, rows);
                }
            }
        });
    }

    private static List<LeasedWork> taken(QueueName queue, String token, ResultSet rows) throws SQLException {
        List<LeasedWork> taken = new ArrayList<>();
        while (rows.next()) {
            WorkItem item = WorkItem.of(queue, new WorkId(rows.getString("work_id")),
                    WorkPayload.of(rows.getBytes("payload")),
                    TraceParent.parse(rows.getString("trace_parent")).orElse(null));
            taken.add(new LeasedWork(item, rows.getInt("attempts"), new Lease(rows.getLong("item_key"), token)));
        }
        return taken;
    }

    /// The work is done.
    ///
    /// @return false if the lease had ended, and somebody else has the work or had it
    public boolean finish(LeasedWork work) {
        return update(work, "WorkLeases.finish", FINISH, work.lease().itemKey(), work.lease().token());
    }

    /// The work failed, and is tried again later, unless that was its last attempt.
    ///
    /// @param reason for whoever looks at a dead letter; without anybody's data
    /// @return false if the lease had ended
    public boolean giveBack(LeasedWork work, String reason) {
        return update(work, "WorkLeases.giveBack", GIVE_BACK, reason, settings.maxAttempts(),
                settings.waitAfter(work.attempt()).toMillis(), work.lease().itemKey(), work.lease().token());
    }

    /// The work cannot be done now, though nothing is wrong with it: it is due again after a while, as if it had not been
    /// given out.
    ///
    /// @return false if the lease had ended
    public boolean postpone(LeasedWork work, Duration time) {
        return update(work, "WorkLeases.postpone", POSTPONE, time.toMillis(), work.lease().itemKey(),
                work.lease().token());
    }

    private boolean update(LeasedWork work, String operation, String sql, @Nullable Object... parameters) {
        String key = work.item().queue() + " " + work.item().id();
        return database.write(operation, key, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                Columns.set(statement, parameters);
                return statement.executeUpdate() == 1;
            }
        });
    }
}
