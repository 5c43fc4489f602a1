package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.json.FileJson;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Reads and writes files, each with its events and its place among those that are awaited in one transaction.
final class FileWrites {

    private static final String DOCUMENT = "doc";

    private final DynamoDatabase database;
    private final FileKeys keys;

    FileWrites(DynamoDatabase database) {
        this.database = database;
        this.keys = database.keys().files();
    }

    Optional<StoredFile> find(String operation, FileKey key) {
        return database.get(operation, keys.file(key)).map(FileWrites::read);
    }

    static StoredFile read(Map<String, AttributeValue> item) {
        return FileJson.read(Items.text(item, DOCUMENT));
    }

    /// @return false if another version is there, or it is missing: then nothing has changed
    boolean save(String operation, StoredFile file, List<RecordedEvent> events) {
        NextVersion next = new NextVersion(keys.file(file.key()), file.version(),
                Map.of(DOCUMENT, Items.of(FileJson.write(file))));
        List<TransactWriteItem> writes = new ArrayList<>(OutboxItems.puts(database.keys(), events));
        if (file.state() == FileState.AWAITING_UPLOAD) {
            writes.add(Writes.put(keys.awaited(file), Map.of()));
        } else if (file.version() == 2) {
            // No state comes before it but that of being awaited.
            writes.add(Writes.delete(keys.awaited(file)));
        }
        if (writes.isEmpty()) {
            return next.write(database, operation);
        }
        writes.add(next.write());
        return database.commit(operation, file.key().toString(), writes,
                () -> !next.follows(held(operation, next))) || next.isThis(held(operation, next));
    }

    private Map<String, AttributeValue> held(String operation, NextVersion next) {
        return database.get(operation, next.key()).orElse(Map.of());
    }
}
