package io.lapwing.local.adapters;

import java.sql.SQLException;

/// The database refused a statement for a reason that no repetition helps against: a fault of ours.
public final class SqlFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SqlFailure(String operation, String key, SQLException cause) {
        super(operation + " of " + key + ": " + cause.getMessage(), cause);
    }
}
