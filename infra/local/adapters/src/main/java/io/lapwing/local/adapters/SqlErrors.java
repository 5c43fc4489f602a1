package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;

/// Tells what an error of the database means.
final class SqlErrors {

    /// Connections, shutdowns, lack of resources, and trouble of the server's machine.
    private static final Set<String> OUTAGE_CLASSES = Set.of("08", "53", "57", "58");
    private static final String READ_ONLY = "25006";
    private static final String IDLE_TOO_LONG = "25P03";
    private static final String LOCK_TIMEOUT = "55P03";
    private static final String NO_PARTITION = "23514";
    private static final String DUPLICATE = "23505";
    private static final Set<String> OUTAGES = Set.of(READ_ONLY, IDLE_TOO_LONG, LOCK_TIMEOUT);
    private static final Set<String> LOST_RACES = Set.of("40001", "40P01");

    private SqlErrors() {}

    /// Whether the transaction was ended for the sake of another, and may succeed at once if it is repeated.
    static boolean isLostRace(SQLException e) {
        return LOST_RACES.contains(state(e));
    }

    /// Whether a row found no partition to go to.
    static boolean isMissingPartition(SQLException e) {
        return NO_PARTITION.equals(state(e));
    }

    /// Whether a row is there already.
    static boolean isDuplicate(SQLException e) {
        return DUPLICATE.equals(state(e));
    }

    static RuntimeException translate(String operation, String key, SQLException e) {
        return isOutage(e) ? new StoreUnavailable(operation, key, e) : new SqlFailure(operation, key, e);
    }

    private static boolean isOutage(SQLException e) {
        String state = state(e);
        return e instanceof SQLTransientException || isLostRace(e) || OUTAGES.contains(state)
                || (state.length() == 5 && OUTAGE_CLASSES.contains(state.substring(0, 2)));
    }

    private static String state(SQLException e) {
        String state = e.getSQLState();
        return state == null ? "" : state;
    }
}
