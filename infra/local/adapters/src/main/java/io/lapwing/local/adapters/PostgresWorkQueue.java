package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.port.WorkQueue;
import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.work.WorkItem;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// Work in the table `work_item`, one row each, until it is done. [WorkLeases] gives it out.
public final class PostgresWorkQueue implements WorkQueue {

    /// Rows that go to the server together.
    private static final int BATCH = 100;

    private static final String SEND = """
            insert into work_item (queue, work_id, payload, payload_bytes, trace_parent, due_at)
            values (?, ?, ?, ?, ?, ? + %s)
            """.formatted(WorkLeases.NOW);

    private final PostgresDatabase database;

    public PostgresWorkQueue(PostgresDatabase database) {
        this.database = database;
    }

    /// All of it or nothing.
    @Override
    public void send(List<WorkItem> items) {
        if (items.isEmpty()) {
            return;
        }
        WorkItem first = items.getFirst();
        String key = first.queue() + " " + first.id() + (items.size() == 1 ? "" : " and others");
        database.write("WorkQueue.send", key, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SEND)) {
                for (int i = 0; i < items.size(); i++) {
                    set(statement, items.get(i));
                    statement.addBatch();
                    if (i % BATCH == BATCH - 1 || i == items.size() - 1) {
                        statement.executeBatch();
                    }
                }
                return items.size();
            }
        });
        items.forEach(item -> database.workSigns().give(item.queue(), item.delay()));
    }

    private static void set(PreparedStatement statement, WorkItem item) throws SQLException {
        TraceParent trace = item.trace();
        Columns.set(statement, item.queue().value(), item.id().value(), item.payload().toBytes(),
                item.payload().size(), trace == null ? null : trace.header(), item.delay().toMillis());
    }
}
