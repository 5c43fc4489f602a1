package io.lapwing.local.adapters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

import org.jspecify.annotations.Nullable;

/// The folder that a process keeps its data in, for itself alone until it is closed. The lock is the operating
/// system's: it ends with the process, however that ends.
public final class DataDirectory implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Another process works in the folder.
    public static final class InUse extends RuntimeException {

        private static final long serialVersionUID = 1L;

        InUse(Path path) {
            super("The data directory " + path + " is in use by another process.");
        }
    }

    /// Makes the folder, if it is missing, and takes it.
    ///
    /// @throws InUse if it is taken
    public static DataDirectory lock(Path path) {
        try {
            createPrivate(path);
            Path real = path.toRealPath();
            FileChannel channel = FileChannel.open(real.resolve("lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new InUse(path);
            }
            return new DataDirectory(real, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the data directory " + path, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    /// Makes a folder that only its owner can enter, where the file system knows owners.
    static void createPrivate(Path path) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                : new FileAttribute<?>[0];
        Files.createDirectories(path, attributes);
    }

    /// Where it is, without symbolic links.
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give up the data directory " + path, e);
        }
    }
}
