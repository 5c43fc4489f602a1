package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.watch.DeviceWatcher;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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

    /// The keys of all items of the registry that have this text in them.
    static Set<String> keysWith(DynamoDatabase database, String text) {
        Set<String> found = new HashSet<>();
        for (Map<String, AttributeValue> item : database.call("test", "scan", dynamoDb -> dynamoDb
                .scanPaginator(scan -> scan.tableName(database.tables().registry()).consistentRead(true)).items()
                .stream().toList())) {
            String key = Items.text(item, DynamoDbKey.PK) + " " + Items.text(item, DynamoDbKey.SK);
            if (key.contains(text)) {
                found.add(key);
            }
        }
        return found;
    }
}
