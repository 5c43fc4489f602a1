package io.lapwing.local.adapters;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// The PostgreSQL that comes with the class path, for this machine's system and architecture.
final class PostgresBinaries {

    /// What the names of homes begin with, whatever their version.
    static final String HOME_PREFIX = "programs-";

    private static final int COPY_BUFFER = 64 * 1024;
    private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PostgresBinaries() {}

    /// Unpacks the programs below `folder`, unless these very ones are there already, and removes what other versions
    /// left.
    ///
    /// @return their home, with `bin` in it
    static Path unpackInto(Path folder) {
        String archive = archiveName();
        try {
            Path home = folder.resolve(HOME_PREFIX + checksum(archive));
            if (!Files.isDirectory(home)) {
                Path partial = folder.resolve("programs.partial");
                deleteRecursively(partial);
                unpack(archive, partial);
                removeOtherVersions(folder, partial);
                Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack PostgreSQL into " + folder, e);
        }
    }

    private static String archiveName() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String system = os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "darwin" : "linux";
        String architecture = switch (System.getProperty("os.arch", "")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            case String other -> other;
        };
        return "postgres-" + system + "-" + architecture + ".txz";
    }

    private static InputStream open(String archive) {
        InputStream stream = PostgresBinaries.class.getClassLoader().getResourceAsStream(archive);
        if (stream == null) {
            throw new IllegalStateException("This build brings no PostgreSQL for this machine (" + archive
                    + "). Build it here, or name a database of your own (LAPWING_DATABASE_URL).");
        }
        return new BufferedInputStream(stream, COPY_BUFFER);
    }

    private static String checksum(String archive) throws IOException {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[COPY_BUFFER];
        try (InputStream in = open(archive)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                crc.update(buffer, 0, read);
            }
        }
        return Long.toHexString(crc.getValue());
    }

    private static void unpack(String archive, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(open(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive names a file outside of itself: " + entry.getName());
                }
                unpack(entry, tar, path);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        if (POSIX) {
            Files.setPosixFilePermissions(path, permissions(entry.getMode()));
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.of(PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE);
        if ((mode & 0100) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
        }
        return permissions;
    }

    private static void removeOtherVersions(Path folder, Path current) throws IOException {
        List<Path> others;
        try (Stream<Path> children = Files.list(folder)) {
            others = children.filter(child -> child.getFileName().toString().startsWith(HOME_PREFIX))
                    .filter(child -> !child.equals(current)).toList();
        }
        for (Path other : others) {
            deleteRecursively(other);
        }
    }

    static void deleteRecursively(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(folder)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
