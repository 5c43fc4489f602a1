package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.watch.DeviceWatcher;

import java.time.InstantSource;

/// All stores on one database.
public final class TestDynamoDbStores {

    private TestDynamoDbStores() {}

    public static Stores on(DynamoDatabase database) {
        return on(database, DeviceWatcher.NOBODY);
    }

    /// @param watcher of what is appended
    public static Stores on(DynamoDatabase database, DeviceWatcher watcher) {
        return new Stores(new DynamoDbDeviceRegistry(database, InstantSource.system()),
                new DynamoDbDeviceCredentials(database, InstantSource.system()),
                new DynamoDbTelemetryStore(database, InstantSource.system(), watcher),
                new DynamoDbQuarantineStore(database, watcher), new DynamoDbIdempotencyStore(database),
                new DynamoDbAuditLog(database), new DynamoDbWatchStore(database), new DynamoDbAlertStore(database));
    }

    /// All stores on two fresh tables.
    public static Stores fresh() {
        return on(TestDynamoDb.shared().database());
    }
}
