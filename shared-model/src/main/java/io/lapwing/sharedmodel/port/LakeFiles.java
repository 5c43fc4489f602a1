package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.ObjectKey;

/// Keeps the objects of the lake where tools of others read them, each under its key as it is: as files of a folder, or as
/// objects of a bucket.
///
/// An object is seen whole or not at all. Thread-safe. All methods throw [StoreUnavailable] when the store cannot be
/// reached in time.
public interface LakeFiles {

    /// Puts an object in the place of whatever the key held; durable when it returns.
    ///
    /// @throws ObjectContent.BadSource
    ///             if the source fails, or has more or fewer bytes than it said; then nothing changes
    void put(ObjectKey key, ObjectContent content);

    /// Removes an object, if there is one.
    void delete(ObjectKey key);
}
