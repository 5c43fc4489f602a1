package io.lapwing.sharedmodel.file;

import org.jspecify.annotations.Nullable;

/// Which files are wanted; null for any.
public record FileFilter(@Nullable FileState state, @Nullable FilePurpose purpose) {

    public static final FileFilter ALL = new FileFilter(null, null);

    public boolean takes(StoredFile file) {
        return (state == null || state == file.state()) && (purpose == null || purpose == file.spec().purpose());
    }
}
