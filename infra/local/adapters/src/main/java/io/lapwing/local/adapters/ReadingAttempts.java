package io.lapwing.local.adapters;

import io.lapwing.local.adapters.HeldDevices.DeviceGone;

import java.sql.SQLException;
import java.util.function.Supplier;

/// Runs transactions that write readings, each with the partitions that it needs.
final class ReadingAttempts {

    /// How often one begins anew because a device was registered again, or a partition dropped, meanwhile.
    private static final int MAX_ATTEMPTS = 5;

    private final ReadingPartitions partitions;

    ReadingAttempts(PostgresDatabase database) {
        partitions = new ReadingPartitions(database);
    }

    /// @param times of the readings, in milliseconds
    <T> T run(long[] times, Supplier<T> transaction) {
        for (int attempt = 1;; attempt++) {
            partitions.ensureFor(times);
            try {
                return transaction.get();
            } catch (DeviceGone | SqlFailure e) {
                if (attempt == MAX_ATTEMPTS || (e instanceof SqlFailure && !isMissingPartition(e))) {
                    throw e;
                }
                partitions.forget();
            }
        }
    }

    private static boolean isMissingPartition(RuntimeException e) {
        return e.getCause() instanceof SQLException sql && SqlErrors.isMissingPartition(sql);
    }
}
