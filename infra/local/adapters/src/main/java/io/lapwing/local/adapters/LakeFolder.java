package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.port.LakeFiles;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/// The lake as plain files below a folder, which several processes may share. A file is written beside the lake, kept by
/// the disk, and then moved to its place at once.
public final class LakeFolder implements LakeFiles {

    private final Path lake;
    private final Path incoming;

    private LakeFolder(Path lake, Path incoming) {
        this.lake = lake;
        this.incoming = incoming;
    }

    /// Makes the folder, if it is missing, and removes what was left half written a day ago or longer.
    ///
    /// @param folder below which files lie: the lake in `lake`, what is being written in `lake-incoming`
    public static LakeFolder open(Path folder) {
        Path lake = folder.toAbsolutePath().resolve("lake");
        Path incoming = folder.toAbsolutePath().resolve("lake-incoming");
        try {
            DataDirectory.createPrivate(lake);
            FileObjectStore.clearLeftovers(incoming);
            return new LakeFolder(lake, incoming);
        } catch (IOException e) {
            throw new StoreUnavailable("LakeFolder.open", folder.toString(), e);
        }
    }

    /// Where the lake's keys begin.
    public Path path() {
        return lake;
    }

    /// Where files that are being made may lie.
    public Path scratch() {
        return incoming;
    }

    @Override
    public void put(ObjectKey key, ObjectContent content) {
        Path piece = incoming.resolve(UUID.randomUUID().toString());
        try {
            try (InputStream source = content.open()) {
                write(piece, source);
                arrive(piece, lake.resolve(key.value()));
            } finally {
                Files.deleteIfExists(piece);
            }
        } catch (IOException e) {
            throw new StoreUnavailable("LakeFiles.put", key.value(), e);
        }
    }

    private static void write(Path piece, InputStream source) throws IOException {
        try (FileChannel channel = FileChannel.open(piece, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            source.transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
    }

    private void arrive(Path piece, Path place) throws IOException {
        Path folder = folderOf(place);
        DataDirectory.createPrivate(folder);
        Files.move(piece, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        for (Path changed = folder; changed.startsWith(lake); changed = folderOf(changed)) {
            FileObjectStore.sync(changed);
        }
    }

    @Override
    public void delete(ObjectKey key) {
        Path place = lake.resolve(key.value());
        try {
            if (Files.deleteIfExists(place)) {
                FileObjectStore.sync(folderOf(place));
            }
        } catch (IOException e) {
            throw new StoreUnavailable("LakeFiles.delete", key.value(), e);
        }
    }

    /// Every place is below the lake's own folder.
    private static Path folderOf(Path place) {
        return Objects.requireNonNull(place.getParent());
    }
}
