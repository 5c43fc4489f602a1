package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.file.FileKey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/// The files whose last rows were not all new. More of that is to come, most likely: their rows are not even tried to
/// be written the way that new ones are. That is a guess, so it may be forgotten, and each process makes its own.
final class RepeatedFiles {

    private static final int MAX_FILES = 1000;

    private final Cache<FileKey, Boolean> repeated = Caffeine.newBuilder().maximumSize(MAX_FILES).build();

    boolean contains(FileKey file) {
        return repeated.getIfPresent(file) != null;
    }

    /// @param again whether any of its last rows was there already
    void note(FileKey file, boolean again) {
        if (again) {
            repeated.put(file, true);
        } else {
            repeated.invalidate(file);
        }
    }
}
