package io.lapwing.local.adapters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files of an embedded database: its data, its settings, and the password of its only user.
final class PostgresCluster {

    static final String USER = "lapwing";

    private static final Duration INIT_TIMEOUT = Duration.ofSeconds(60);
    private static final int PASSWORD_BYTES = 24;
    private static final Pattern PORT = Pattern.compile("(?m)^port = (\\d+)$");

    /// For a small machine that does other things too. Nothing is given up for speed: a commit is on the disk when it
    /// is answered. What is written between two checkpoints bounds how long a start after a crash takes.
    private static final String SETTINGS = """
            # Written anew at every start.
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            max_connections = 60
            shared_buffers = 256MB
            max_parallel_workers_per_gather = 0
            jit = off
            fsync = on
            full_page_writes = on
            synchronous_commit = on
            max_wal_size = 1GB
            checkpoint_timeout = 15min
            timezone = 'UTC'
            log_timezone = 'UTC'
            logging_collector = on
            log_directory = 'log'
            log_filename = 'postgresql-%a.log'
            log_truncate_on_rotation = on
            log_rotation_age = 1d
            log_rotation_size = 0
            log_min_messages = warning
            log_min_error_statement = panic
            log_checkpoints = off
            """;

    private final Path folder;

    PostgresCluster(Path folder) {
        this.folder = folder;
    }

    Path data() {
        return folder.resolve("data");
    }

    /// Makes the database, if it is not there. One whose making was cut off never gets its final name.
    void initialize(PostgresPrograms programs) {
        if (Files.isDirectory(data())) {
            return;
        }
        Path partial = folder.resolve("data.partial");
        try {
            PostgresBinaries.deleteRecursively(partial);
            writePassword();
            programs.run("initdb", INIT_TIMEOUT,
                    List.of("--pgdata=" + partial, "--username=" + USER, "--pwfile=" + passwordFile(),
                            "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8", "--no-instructions"));
            Files.move(partial, data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a database in " + folder, e);
        }
    }

    String password() {
        return read(passwordFile());
    }

    void configure(int port) {
        try {
            Files.deleteIfExists(startLog());
            Files.writeString(settingsFile(), SETTINGS + "port = " + port + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + settingsFile(), e);
        }
    }

    /// The port that it had the last time.
    OptionalInt lastPort() {
        Matcher matcher = PORT.matcher(read(settingsFile()));
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /// The process id of the server that took the data last, if it did not give them back.
    OptionalInt serverPid() {
        return Files.exists(pidFile())
                ? read(pidFile()).lines().limit(1).mapToInt(line -> Integer.parseInt(line.strip())).findFirst()
                : OptionalInt.empty();
    }

    /// Forgets a server that is known to be gone, since another process may have its id by now.
    void forgetServer() {
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + pidFile(), e);
        }
    }

    /// What the server says until it keeps a log of its own.
    Path startLog() {
        return data().resolve("start.log");
    }

    /// What kept it from starting.
    String startProblem() {
        return Files.exists(startLog()) ? read(startLog()).strip() : "";
    }

    private Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    private Path settingsFile() {
        return data().resolve("postgresql.conf");
    }

    private Path passwordFile() {
        return folder.resolve("password");
    }

    private void writePassword() throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Path file = passwordFile();
        Files.deleteIfExists(file);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
        Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random),
                StandardOpenOption.SYNC, StandardOpenOption.WRITE);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
