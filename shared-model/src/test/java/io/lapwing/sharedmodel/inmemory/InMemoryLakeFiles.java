package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.port.LakeFiles;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps the lake's objects in memory.
public final class InMemoryLakeFiles implements LakeFiles {

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

    @Override
    public void put(ObjectKey key, ObjectContent content) {
        try (InputStream bytes = content.open()) {
            objects.put(key.value(), bytes.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete(ObjectKey key) {
        objects.remove(key.value());
    }

    public Set<String> keys() {
        return new TreeSet<>(objects.keySet());
    }

    public Optional<byte[]> bytes(ObjectKey key) {
        return Optional.ofNullable(objects.get(key.value()));
    }
}
