package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.fixtures.Stores;

import java.time.InstantSource;

/// All stores on one database.
public final class TestDynamoDbStores {

    private TestDynamoDbStores() {}

    public static Stores on(DynamoDatabase database) {
        return new Stores(new DynamoDbDeviceRegistry(database, InstantSource.system()),
                new DynamoDbDeviceCredentials(database, InstantSource.system()),
                new DynamoDbTelemetryStore(database, InstantSource.system()), new DynamoDbQuarantineStore(database),
                new DynamoDbIdempotencyStore(database), new DynamoDbAuditLog(database));
    }

    /// All stores on two fresh tables.
    public static Stores fresh() {
        return on(TestDynamoDb.shared().database());
    }
}
