package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.work.QueueName;
import io.lapwing.sharedmodel.work.WorkId;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Work that failed too often: it waits here until somebody has looked at it.
public final class DeadLetters {

    private static final String LIST = """
            select item_key, work_id, attempts, last_error from work_item
            where queue = ? and dead and item_key > ? order by item_key limit ?
            """;

    private static final String REVIVE = """
            update work_item set dead = false, attempts = 0, due_at = %s where item_key = ? and dead
            """.formatted(WorkLeases.NOW);

    /// @param itemKey the row; later letters have greater ones
    public record DeadLetter(long itemKey, WorkId id, int attempts, @Nullable String lastError) {}

    private final PostgresDatabase database;

    public DeadLetters(PostgresDatabase database) {
        this.database = database;
    }

    /// The letters of a queue after that of this key, oldest first.
    public List<DeadLetter> list(QueueName queue, long after, int max) {
        return database.read("DeadLetters.list", queue.value(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(LIST)) {
                Columns.set(statement, queue.value(), after, max);
                List<DeadLetter> letters = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        letters.add(new DeadLetter(row.getLong("item_key"), new WorkId(row.getString("work_id")),
                                row.getInt("attempts"), row.getString("last_error")));
                    }
                }
                return letters;
            }
        });
    }

    /// Makes it work again, with all of its attempts.
    ///
    /// @return false if there is no such letter any more
    public boolean revive(DeadLetter letter) {
        return database.write("DeadLetters.revive", letter.id().value(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(REVIVE)) {
                Columns.set(statement, letter.itemKey());
                return statement.executeUpdate() == 1;
            }
        });
    }
}
