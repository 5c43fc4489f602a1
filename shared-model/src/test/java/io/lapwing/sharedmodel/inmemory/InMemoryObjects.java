package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.file.DownloadRequest;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.ObjectInfo;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.file.UploadRequest;
import io.lapwing.sharedmodel.file.UploadTicket;
import io.lapwing.sharedmodel.port.ObjectStore;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps objects in memory, for tests in which functions put and read them. It gives out no addresses, so it is no whole
/// [ObjectStore].
public final class InMemoryObjects implements ObjectStore {

    private final Map<String, ObjectContent> objects = new ConcurrentHashMap<>();

    public Set<String> keys() {
        return new TreeSet<>(objects.keySet());
    }

    @Override
    public void put(ObjectKey key, ObjectContent content) {
        try (InputStream bytes = content.open()) {
            objects.put(key.value(), ObjectContent.of(content.type(), bytes.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<InputStream> get(ObjectKey key) {
        return Optional.ofNullable(objects.get(key.value())).map(ObjectContent::open);
    }

    @Override
    public Optional<ObjectInfo> head(ObjectKey key) {
        return Optional.ofNullable(objects.get(key.value()))
                .map(stored -> new ObjectInfo(stored.size(), stored.type(), Instant.EPOCH));
    }

    @Override
    public void delete(ObjectKey key) {
        objects.remove(key.value());
    }

    @Override
    public UploadTicket presignUpload(UploadRequest request) {
        throw new UnsupportedOperationException("nobody uploads here");
    }

    @Override
    public URI presignDownload(DownloadRequest request) {
        throw new UnsupportedOperationException("nobody downloads here");
    }
}
