package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.DownloadRequest;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.ObjectInfo;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.file.UploadRequest;
import io.lapwing.sharedmodel.file.UploadTicket;
import io.lapwing.sharedmodel.port.ObjectStore;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// Objects as files below a folder, which several processes may share.
///
/// An object is written beside its place, kept by the disk, and then moved there at once. Its name ends in a `~`, which
/// no key has, so that the object `a` and the folder of `a/b` do not get into each other's way.
public final class FileObjectStore implements ObjectStore {

    private static final String SUFFIX = "~";
    private static final Duration WRITTEN_WITHIN = Duration.ofDays(1);
    private static final boolean CAN_SYNC_FOLDERS = FileSystems.getDefault().supportedFileAttributeViews()
            .contains("posix");

    private final Path objects;
    private final Path incoming;
    private final SignedAddresses addresses;
    /// So that of two that put what must not be there yet, one finds it there.
    private final Object arrival = new Object();

    private FileObjectStore(Path objects, Path incoming, SignedAddresses addresses) {
        this.objects = objects;
        this.incoming = incoming;
        this.addresses = addresses;
    }

    /// Makes the folder, if it is missing, and removes what was left half written a day ago or longer.
    public static FileObjectStore open(Path folder, SignedAddresses addresses) {
        Path objects = folder.toAbsolutePath().resolve("objects");
        Path incoming = folder.toAbsolutePath().resolve("incoming");
        try {
            DataDirectory.createPrivate(objects);
            clearLeftovers(incoming);
            return new FileObjectStore(objects, incoming, addresses);
        } catch (IOException e) {
            throw new StoreUnavailable("FileObjectStore.open", folder.toString(), e);
        }
    }

    /// Makes a folder that pieces are written in, if it is missing, and removes those that are a day old.
    static void clearLeftovers(Path incoming) throws IOException {
        DataDirectory.createPrivate(incoming);
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(incoming)) {
            for (Path leftover : leftovers) {
                removeIfLeft(leftover);
            }
        }
    }

    /// Another process may be writing it still, or removing it, too.
    private static void removeIfLeft(Path piece) throws IOException {
        try {
            if (Files.getLastModifiedTime(piece).toInstant().isBefore(Instant.now().minus(WRITTEN_WITHIN))) {
                Files.deleteIfExists(piece);
            }
        } catch (NoSuchFileException _) {
            // It was removed meanwhile.
        }
    }

    @Override
    public void put(ObjectKey key, ObjectContent content) {
        try (InputStream source = content.open()) {
            if (!write("ObjectStore.put", key, content.type(), source, true)) {
                throw new IllegalStateException("replaced nothing");
            }
        } catch (IOException e) {
            throw new StoreUnavailable("ObjectStore.put", key.value(), e);
        }
    }

    /// Puts an object where there is none yet.
    ///
    /// @return false if there is one
    boolean putNew(ObjectKey key, ContentType type, InputStream content) {
        return write("ObjectStore.upload", key, type, content, false);
    }

    private boolean write(String operation, ObjectKey key, ContentType type, InputStream content, boolean replaces) {
        Path piece = incoming.resolve(UUID.randomUUID().toString());
        try {
            try {
                ObjectFileStream.write(piece, type, content);
                return arrive(piece, path(key), replaces);
            } finally {
                Files.deleteIfExists(piece);
            }
        } catch (IOException e) {
            throw new StoreUnavailable(operation, key.value(), e);
        }
    }

    private boolean arrive(Path piece, Path place, boolean replaces) throws IOException {
        Path folder = folderOf(place);
        DataDirectory.createPrivate(folder);
        if (replaces) {
            Files.move(piece, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else if (!placeNew(piece, place)) {
            return false;
        }
        for (Path changed = folder; changed.startsWith(objects); changed = folderOf(changed)) {
            sync(changed);
        }
        return true;
    }

    /// A second name for the piece: the one way to put a file where none may be that no other process can come in
    /// between. Where a file system knows no second names, no other thread of this process can.
    private boolean placeNew(Path piece, Path place) throws IOException {
        try {
            Files.createLink(place, piece);
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        } catch (UnsupportedOperationException | FileSystemException _) {
            synchronized (arrival) {
                if (Files.exists(place)) {
                    return false;
                }
                Files.move(piece, place, StandardCopyOption.ATOMIC_MOVE);
                return true;
            }
        }
    }

    /// Has the disk keep the names in a folder; Windows does so by itself.
    static void sync(Path folder) throws IOException {
        if (CAN_SYNC_FOLDERS) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public Optional<InputStream> get(ObjectKey key) {
        try {
            return Optional.of(ObjectFileStream.open(key, path(key)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreUnavailable("ObjectStore.get", key.value(), e);
        }
    }

    @Override
    public Optional<ObjectInfo> head(ObjectKey key) {
        try (ObjectFileStream object = ObjectFileStream.open(key, path(key))) {
            return Optional.of(new ObjectInfo(object.size(), object.type(),
                    object.storedAt().truncatedTo(ChronoUnit.SECONDS)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreUnavailable("ObjectStore.head", key.value(), e);
        }
    }

    @Override
    public void delete(ObjectKey key) {
        try {
            if (Files.deleteIfExists(path(key))) {
                sync(folderOf(path(key)));
            }
        } catch (IOException e) {
            throw new StoreUnavailable("ObjectStore.delete", key.value(), e);
        }
    }

    @Override
    public UploadTicket presignUpload(UploadRequest request) {
        return addresses.sign(request);
    }

    @Override
    public URI presignDownload(DownloadRequest request) {
        return addresses.sign(request);
    }

    /// Every place is below the store's own folder.
    private static Path folderOf(Path place) {
        return Objects.requireNonNull(place.getParent());
    }

    private Path path(ObjectKey key) {
        return objects.resolve(key.value() + SUFFIX);
    }
}
