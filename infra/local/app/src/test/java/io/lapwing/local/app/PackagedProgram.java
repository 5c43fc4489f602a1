package io.lapwing.local.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/// The program as it is packaged, and what makes its starts short: a cache of loaded and linked classes, as `./lapwing`
/// has one, and a database that is there already. Both are made once for all tests of a JVM, by a process that starts and
/// stops.
final class PackagedProgram {

    private static final PackagedProgram PREPARED = prepare();

    private final List<String> command;
    private final @Nullable Path database;

    /// @param database what a first start has made of an empty data directory; null if there was none
    private PackagedProgram(List<String> command, @Nullable Path database) {
        this.command = List.copyOf(command);
        this.database = database;
    }

    /// The command that starts it, to which its own arguments are yet to be added.
    static List<String> command() {
        return PREPARED.command;
    }

    /// Gives a data directory a database that is empty but for its schema, unless it has one.
    static void giveDatabase(Path dataDir) throws IOException {
        Path template = PREPARED.database;
        Path own = dataDir.resolve("postgres");
        if (template == null || Files.exists(own)) {
            return;
        }
        Files.createDirectories(dataDir);
        FileSystemUtils.copyRecursively(template, own);
        // Without the port of the one that it is a copy of.
        Files.writeString(own.resolve("data/postgresql.conf"), "");
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(own.resolve("data"), PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static PackagedProgram prepare() {
        try {
            Path jar = Path.of(Lapwing.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path libraries = jar.resolveSibling("lib");
            if (!Files.isRegularFile(jar) || !Files.isDirectory(libraries)) {
                // Nothing is packaged when an editor starts a test, and only jars can be cached.
                return new PackagedProgram(command(System.getProperty("java.class.path")), null);
            }
            String classPath = jar + System.getProperty("path.separator") + libraries.resolve("*");
            Path folder = jar.resolveSibling("first-start");
            FileSystemUtils.deleteRecursively(folder);
            Files.createDirectories(folder);
            Path cache = folder.resolve("classes.aot");
            startAndStop(folder, command(classPath, "-XX:AOTCacheOutput=" + cache));
            return new PackagedProgram(command(classPath, "-XX:AOTCache=" + cache), folder.resolve("data/postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> command(String classPath, String... options) {
        // The first compiler alone: most of what a short process does is to start. Standard output is the program's own.
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Xlog:disable", "-Xlog:all=error:stderr"));
        line.addAll(List.of(options));
        line.addAll(List.of("-cp", classPath, Lapwing.class.getName()));
        return line;
    }

    private static void startAndStop(Path folder, List<String> command) throws IOException {
        Path log = folder.resolve("log");
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of("up", "--http-port", "0", "--mqtt-port", "0", "--fleet", "none", "--data-dir",
                folder.resolve("data").toString()));
        Process process = new ProcessBuilder(line).redirectError(log.toFile()).start();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).as(() -> text(log)).contains("ready");
            process.toHandle().destroy();
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(() -> text(log)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
