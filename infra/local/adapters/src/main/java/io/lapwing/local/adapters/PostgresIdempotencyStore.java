package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.port.IdempotencyStore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// Claims in the table `idempotency_claim`, one row each.
///
/// They wait for no disk. Where the database's machine fails and a claim is lost, so is the work that came after it; and
/// work whose reply is lost is done again once its lease has ended.
public final class PostgresIdempotencyStore implements IdempotencyStore {

    private static final Duration KEPT = Duration.ofHours(24);

    /// Takes a claim that nobody has, one that has expired, or one whose lease ran out, which only the same work can
    /// take over.
    private static final String TAKE = PostgresDatabase.RELAXED + """
            insert into idempotency_claim as held
                (tenant, scope, key, fingerprint, token, lease_ends_at, expires_at)
            select ?, ?, ?, ?, ?, ?, ? from relaxed
            on conflict (tenant, scope, key) do update
            set fingerprint = excluded.fingerprint, token = excluded.token, lease_ends_at = excluded.lease_ends_at,
                expires_at = excluded.expires_at, status = null, content_type = null, body = null
            where held.expires_at <= ?
               or held.status is null and held.lease_ends_at <= ? and held.fingerprint = excluded.fingerprint
            """;

    private static final String READ = """
            select fingerprint, lease_ends_at, status, content_type, body
            from idempotency_claim
            where tenant = ? and scope = ? and key = ?
            """;

    private static final String FINISH = PostgresDatabase.RELAXED + """
            update idempotency_claim set status = ?, content_type = ?, body = ? from relaxed
            where tenant = ? and scope = ? and key = ? and token = ? and status is null
            """;

    private static final String ABANDON = """
            delete from idempotency_claim
            where tenant = ? and scope = ? and key = ? and token = ? and status is null
            """;

    private final PostgresDatabase database;

    public PostgresIdempotencyStore(PostgresDatabase database) {
        this.database = database;
    }

    /// The holder may give the claim up between the two statements; then it is there for the taking.
    @Override
    public Claim claim(ClaimKey key, String fingerprint, Instant now, Duration lease) {
        return database.writeAtOnce("IdempotencyStore.claim", key.toString(), connection -> {
            while (true) {
                String token = UUID.randomUUID().toString();
                if (take(connection, key, fingerprint, token, now, lease)) {
                    return new Claim.Taken(token);
                }
                try (PreparedStatement statement = connection.prepareStatement(READ)) {
                    Columns.set(statement, key.tenant().value(), key.scope(), key.key());
                    try (ResultSet row = statement.executeQuery()) {
                        if (row.next()) {
                            return held(row, fingerprint);
                        }
                    }
                }
            }
        });
    }

    @Override
    public void finish(ClaimKey key, String token, Reply reply) {
        database.writeAtOnce("IdempotencyStore.finish", key.toString(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(FINISH)) {
                Columns.set(statement, reply.status(), reply.contentType(), reply.body(), key.tenant().value(),
                        key.scope(), key.key(), token);
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public void abandon(ClaimKey key, String token) {
        database.writeAtOnce("IdempotencyStore.abandon", key.toString(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ABANDON)) {
                Columns.set(statement, key.tenant().value(), key.scope(), key.key(), token);
                return statement.executeUpdate();
            }
        });
    }

    private static boolean take(Connection connection, ClaimKey key, String fingerprint, String token, Instant now,
            Duration lease) throws SQLException {
        Instant leaseEnd = now.plus(lease);
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            Columns.set(statement, key.tenant().value(), key.scope(), key.key(), fingerprint, token, leaseEnd,
                    leaseEnd.plus(KEPT), now, now);
            return statement.executeUpdate() == 1;
        }
    }

    private static Claim held(ResultSet row, String fingerprint) throws SQLException {
        if (!fingerprint.equals(row.getString("fingerprint"))) {
            return new Claim.OtherWork();
        }
        int status = row.getInt("status");
        return row.wasNull()
                ? new Claim.Running(Columns.instant(row, "lease_ends_at"))
                : new Claim.Finished(new Reply(status, row.getString("content_type"), row.getString("body")));
    }
}
