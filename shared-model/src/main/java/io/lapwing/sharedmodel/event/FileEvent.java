package io.lapwing.sharedmodel.event;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.FileState;

/// A file moved on.
public sealed interface FileEvent extends Event {

    FileKey file();

    /// Of the file after the change.
    long version();

    @Override
    default TenantId tenant() {
        return file().tenant();
    }

    @Override
    default String orderKey() {
        return "file/" + file();
    }

    @Override
    default long position() {
        return version();
    }

    /// Its bytes are there, or somebody released it: it is to be processed.
    record FileReceived(FileKey file, long version) implements FileEvent {}

    /// Its state changed otherwise, or some more of it was loaded.
    record FileAdvanced(FileKey file, FileState state, long version) implements FileEvent {}
}
