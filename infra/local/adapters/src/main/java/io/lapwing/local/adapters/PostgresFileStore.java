package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.file.FileFilter;
import io.lapwing.sharedmodel.file.FileId;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.FileStore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Files in the table `file`, one row each, and whose bytes are whose in `file_claim`.
public final class PostgresFileStore implements FileStore {

    /// Comes after every id.
    private static final String BEYOND = "G";

    private final PostgresDatabase database;

    public PostgresFileStore(PostgresDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<StoredFile> find(FileKey key) {
        return database.read("FileStore.find", key.toString(),
                connection -> FileRows.query(connection, FileRows.FIND, key.tenant().value(), key.id().value()))
                .stream().findFirst();
    }

    @Override
    public Page<StoredFile> list(TenantId tenant, FileFilter filter, PageRequest page) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(tenant.value());
        parameters.add(page.after() == null ? BEYOND : page.after());
        Optional.ofNullable(filter.state()).ifPresent(state -> parameters.add(state.name()));
        Optional.ofNullable(filter.purpose()).ifPresent(purpose -> parameters.add(purpose.name()));
        parameters.add(page.limit() + 1);
        List<StoredFile> files = database.read("FileStore.list", tenant.value(),
                connection -> FileRows.query(connection, FileRows.list(filter), parameters.toArray()));
        return Pages.cut(files, page, file -> file.key().id().value());
    }

    @Override
    public boolean save(StoredFile file, List<RecordedEvent> events) {
        return database.writeEvents("FileStore.save", file.key().toString(), connection -> {
            boolean written = FileRows.write(connection, file);
            if (written) {
                OutboxRows.insert(connection, events);
            }
            return written;
        });
    }

    @Override
    public FileId claimBytes(StoredFile file) {
        return database.write("FileStore.claimBytes", file.key().toString(),
                connection -> FileClaims.claim(connection, file));
    }

    @Override
    public List<StoredFile> overdue(Instant before, int max) {
        return database.read("FileStore.overdue", "before " + before,
                connection -> FileRows.query(connection, FileRows.OVERDUE, before, max));
    }
}
