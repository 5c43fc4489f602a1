package io.lapwing.local.adapters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs the programs of an unpacked PostgreSQL, and finds those that run.
final class PostgresPrograms {

    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

    private final Path home;
    private final Path output;
    private final List<String> prefix;

    /// @param home where `bin` is
    /// @param output a file for what a program prints
    PostgresPrograms(Path home, Path output) {
        this.home = home;
        this.output = output;
        prefix = isRoot(home) ? List.of("unshare", "-U") : List.of();
    }

    /// A program did not do what it was asked to.
    static final class ProgramFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ProgramFailed(String program, String problem) {
            super("PostgreSQL's " + program + " failed: " + problem);
        }

        ProgramFailed(String program, String problem, ProgramFailed cause) {
            super("PostgreSQL's " + program + " failed: " + problem, cause);
        }
    }

    /// Runs a program to its end.
    ///
    /// @throws ProgramFailed if it does not end well, or not in time
    void run(String program, Duration timeout, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        try {
            Process process = builder.start();
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new ProgramFailed(program, "no end after " + timeout.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new ProgramFailed(program, Files.readString(output, StandardCharsets.UTF_8).strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run PostgreSQL's " + program, e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ProgramFailed(program, "interrupted");
        }
    }

    /// The running processes of this PostgreSQL, or of the version before it. Their programs lie in the data directory,
    /// so they serve no other one.
    List<ProcessHandle> running() {
        String programs = home.resolveSibling(PostgresBinaries.HOME_PREFIX).toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().filter(path -> path.startsWith(programs)).isPresent())
                .toList();
    }

    /// Ends every process of this PostgreSQL at once; what was committed is in its log.
    void killAll() {
        List<ProcessHandle> left = running();
        left.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : left) {
            process.onExit().orTimeout(KILL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).join();
        }
    }

    /// PostgreSQL refuses to run as root. In a user namespace of its own it runs as nobody in particular, and still
    /// owns its files.
    private static boolean isRoot(Path ownFile) {
        try {
            return ownFile.getFileSystem().supportedFileAttributeViews().contains("unix")
                    && Integer.valueOf(0).equals(Files.getAttribute(ownFile, "unix:uid"))
                    && "root".equals(System.getProperty("user.name"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell who owns " + ownFile, e);
        }
    }
}
