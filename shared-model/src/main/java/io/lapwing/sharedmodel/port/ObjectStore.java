package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.file.DownloadRequest;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.ObjectInfo;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.file.UploadRequest;
import io.lapwing.sharedmodel.file.UploadTicket;

import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

/// Keeps the bytes of files, and of whatever else is too large for a row or a message.
///
/// An object is seen whole or not at all, and as it is after every write that has returned. Nothing is held in memory:
/// bytes go through in pieces, whatever the size.
///
/// Thread-safe. All methods throw [StoreUnavailable] when the store cannot be reached in time.
public interface ObjectStore {

    /// Puts an object in the place of whatever the key held; durable when it returns.
    ///
    /// @throws ObjectContent.BadSource
    ///             if the source fails, or has more or fewer bytes than it said; then nothing changes
    void put(ObjectKey key, ObjectContent content);

    /// The bytes of an object.
    ///
    /// @return to be closed by the caller. A read that fails throws [StoreUnavailable], never an `IOException`, which
    /// so can only come from what the caller makes of the bytes; an object that ends early is such a failure
    Optional<InputStream> get(ObjectKey key);

    Optional<ObjectInfo> head(ObjectKey key);

    /// Removes an object, if there is one.
    void delete(ObjectKey key);

    /// Allows whoever holds the ticket to put this one object straight into the store: with exactly this size and
    /// type, and with this digest, if it is given. The store refuses all else, and an upload to a key that holds
    /// an object already, so that one that has been seen is never changed. Asks nobody: no upload is recorded.
    UploadTicket presignUpload(UploadRequest request);

    /// An address that whoever has it reads this one object at, with a plain GET, as a file of the name that was asked
    /// for. Asks nobody whether there is such an object.
    URI presignDownload(DownloadRequest request);
}
