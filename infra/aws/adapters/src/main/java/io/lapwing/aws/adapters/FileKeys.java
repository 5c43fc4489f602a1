package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.file.StoredFile;

import java.time.Instant;

/// Where the items of files lie.
final class FileKeys {

    private final DynamoDbTables tables;

    FileKeys(DynamoDbTables tables) {
        this.tables = tables;
    }

    /// A tenant's files lie together, in the order in which they were announced.
    DynamoDbKey file(FileKey file) {
        return registry(files(file.tenant()), file.id().value());
    }

    static String files(TenantId tenant) {
        return "FI#" + tenant;
    }

    /// The place of a file whose bytes are still to come among all of them.
    DynamoDbKey awaited(StoredFile file) {
        return registry(awaited(Math.floorMod(file.key().toString().hashCode(), Keys.listShards())),
                Keys.millis(file.times().uploadEndsAt()) + "#" + file.key());
    }

    static String awaited(int shard) {
        return "FE#" + shard;
    }

    /// What sorts behind all that ended before this time.
    static String awaitedUntil(Instant before) {
        return Keys.millis(before);
    }

    /// @param place the sort key of a place
    static FileKey awaitedAt(String place) {
        return FileKey.parse(place.substring(place.indexOf('#') + 1))
                .orElseThrow(() -> new IllegalStateException("no place of a file: " + place));
    }

    /// Which file has these bytes.
    DynamoDbKey bytes(StoredFile file, Sha256 digest) {
        return registry("FB#" + file.key().tenant() + "/" + digest, file.spec().purpose() + "#"
                + file.spec().profile() + "#" + file.spec().unknownDevices());
    }

    /// Which rows the step is of that a file takes.
    DynamoDbKey step(FileKey file) {
        return registry(steps(file), "S");
    }

    /// What a part of a step came to.
    ///
    /// @param row where the step begins
    DynamoDbKey part(FileKey file, long row, DeviceKey device, int part) {
        return registry(steps(file), "%016x#%s#%d".formatted(row, device.device(), part));
    }

    private static String steps(FileKey file) {
        return "FS#" + file;
    }

    private DynamoDbKey registry(String pk, String sk) {
        return new DynamoDbKey(tables.registry(), pk, sk);
    }
}
