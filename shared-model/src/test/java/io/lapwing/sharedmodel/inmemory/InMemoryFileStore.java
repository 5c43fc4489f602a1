package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.file.FileFilter;
import io.lapwing.sharedmodel.file.FileId;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.FileStore;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps files in memory.
final class InMemoryFileStore implements FileStore {

    private final Memory memory;
    private final Map<List<Object>, FileId> claims = new HashMap<>();

    InMemoryFileStore(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Optional<StoredFile> find(FileKey key) {
        synchronized (memory) {
            return Optional.ofNullable(memory.files.get(key));
        }
    }

    @Override
    public Page<StoredFile> list(TenantId tenant, FileFilter filter, PageRequest page) {
        synchronized (memory) {
            String after = page.after();
            List<StoredFile> ahead = memory.files.values().stream().filter(file -> file.key().tenant().equals(tenant))
                    .filter(filter::takes)
                    .sorted(Comparator.comparing((StoredFile file) -> file.key().id()).reversed())
                    .filter(file -> after == null || file.key().id().value().compareTo(after) < 0)
                    .limit(page.limit() + 1L).toList();
            return ahead.size() <= page.limit() ? new Page<>(ahead, null)
                    : new Page<>(ahead.subList(0, page.limit()), ahead.get(page.limit() - 1).key().id().value());
        }
    }

    @Override
    public boolean save(StoredFile file, List<RecordedEvent> events) {
        synchronized (memory) {
            StoredFile before = memory.files.get(file.key());
            if ((before == null ? 0 : before.version()) != file.version() - 1) {
                return false;
            }
            memory.put(file);
            memory.addToOutbox(events);
            return true;
        }
    }

    @Override
    public FileId claimBytes(StoredFile file) {
        synchronized (memory) {
            List<Object> claim = List.of(file.key().tenant(), Optional.ofNullable(file.sha256()).orElseThrow(),
                    file.spec().purpose(), file.spec().profile(), file.spec().unknownDevices());
            return claims.merge(claim, file.key().id(),
                    (holder, other) -> hasFailed(new FileKey(file.key().tenant(), holder)) ? other : holder);
        }
    }

    private boolean hasFailed(FileKey key) {
        StoredFile holder = memory.files.get(key);
        return holder == null || holder.state() == FileState.FAILED;
    }

    @Override
    public List<StoredFile> overdue(Instant before, int max) {
        synchronized (memory) {
            return memory.files.values().stream().filter(file -> file.state() == FileState.AWAITING_UPLOAD)
                    .filter(file -> file.times().uploadEndsAt().isBefore(before))
                    .sorted(Comparator.comparing(file -> file.times().uploadEndsAt())).limit(max).toList();
        }
    }
}
