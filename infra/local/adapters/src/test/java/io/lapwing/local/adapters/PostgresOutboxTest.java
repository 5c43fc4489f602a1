package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.port.Outbox;
import io.lapwing.sharedmodel.port.OutboxContract;

import org.junit.jupiter.api.AfterAll;

class PostgresOutboxTest extends OutboxContract {

    /// Of its own: other tests put events into theirs.
    private static final PostgresDatabase DATABASE = TestPostgres.freshDatabase();

    private final Outbox outbox = new PostgresOutbox(DATABASE);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }
}
