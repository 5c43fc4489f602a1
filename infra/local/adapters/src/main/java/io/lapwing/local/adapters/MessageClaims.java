package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.telemetry.MessageId;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// The rows of `message_claim`. A device's claims change only while its state is held.
final class MessageClaims {

    private static final String FIND = """
            select device_key, mid, claimed_at
            from unnest(?::bigint[], ?::text[]) as wanted (device_key, mid)
            join message_claim using (device_key, mid)
            """;

    private static final String TAKE = """
            insert into message_claim (device_key, mid, claimed_at)
            select * from unnest(?::bigint[], ?::text[], ?::bigint[])
            on conflict (device_key, mid) do update set claimed_at = excluded.claimed_at
            """;

    private MessageClaims() {}

    /// When these were claimed last; without those that never were.
    static Map<ClaimKey, Long> find(Connection connection, Collection<ClaimKey> keys) throws SQLException {
        Map<ClaimKey, Long> claims = new HashMap<>();
        if (keys.isEmpty()) {
            return claims;
        }
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            Columns.set(statement, deviceKeys(keys), mids(keys));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    claims.put(new ClaimKey(row.getLong("device_key"), new MessageId(row.getString("mid"))),
                            row.getLong("claimed_at"));
                }
            }
        }
        return claims;
    }

    static void take(Connection connection, Map<ClaimKey, Long> claims) throws SQLException {
        if (claims.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            Columns.set(statement, deviceKeys(claims.keySet()), mids(claims.keySet()),
                    claims.values().stream().mapToLong(Long::longValue).toArray());
            statement.executeUpdate();
        }
    }

    private static long[] deviceKeys(Collection<ClaimKey> keys) {
        return keys.stream().mapToLong(ClaimKey::deviceKey).toArray();
    }

    private static String[] mids(Collection<ClaimKey> keys) {
        return keys.stream().map(key -> key.mid().value()).toArray(String[]::new);
    }
}
