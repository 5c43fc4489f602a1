package io.lapwing.loadtests.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/// Lapwing as its users start it, on ports and a data directory that stay the same over its restarts.
public final class AppProcess implements AutoCloseable {

    private static final String READY = "Lapwing is ready:";
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final Path launcher;
    private final Path dataDir;
    private final Map<String, String> environment;
    private final int httpPort = FreePort.find();
    private final int mqttPort = FreePort.find();
    private @Nullable Process process;
    private int starts;

    /// @param launcher the script `lapwing`
    /// @param environment what it is told beside its arguments: outside services
    public AppProcess(Path launcher, Path dataDir, Map<String, String> environment) {
        this.launcher = launcher;
        this.dataDir = dataDir;
        this.environment = Map.copyOf(environment);
    }

    /// Starts it and waits until it is ready.
    ///
    /// @return how long that took
    public Duration start() {
        long begin = System.nanoTime();
        try {
            Files.createDirectories(dataDir);
            starts++;
            Path out = log("out");
            ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "up", "--http-port", "" + httpPort,
                    "--mqtt-port", "" + mqttPort, "--data-dir", dataDir.toString(), "--fleet", "none",
                    // What is measured is the server, and not its limits.
                    "--rate-limit", "none", "--tenant-rate-limit", "none");
            builder.environment().putAll(environment);
            Process started = builder.redirectOutput(out.toFile()).redirectError(log("err").toFile()).start();
            process = started;
            if (!Waiting.until(() -> !started.isAlive() || isReady(out), START_TIMEOUT) || !started.isAlive()) {
                throw new IllegalStateException("Lapwing does not get ready, see " + log("err"));
            }
            return Duration.ofNanos(System.nanoTime() - begin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int mqttPort() {
        return mqttPort;
    }

    public int httpPort() {
        return httpPort;
    }

    public Path dataDir() {
        return dataDir;
    }

    /// The id of the running process.
    public long pid() {
        if (process == null) {
            throw new IllegalStateException("Lapwing was not started");
        }
        return process.pid();
    }

    /// What `lapwing token` prints.
    public String token(String tenant) {
        try {
            Process command = new ProcessBuilder(launcher.toString(), "token", "--tenant", tenant, "--role", "admin",
                    "--ttl", "PT12H", "--data-dir", dataDir.toString()).redirectError(log("token").toFile()).start();
            String token = new String(command.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (command.waitFor() != 0 || token.isEmpty()) {
                throw new IllegalStateException("lapwing token failed, see " + log("token"));
            }
            return token;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Kills it, and waits until it is gone.
    public void kill() {
        if (process != null) {
            Signals.kill(List.of(process.pid()));
            awaitExit(process);
        }
    }

    /// Stops it as a user does.
    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            awaitExit(process);
        }
    }

    private static void awaitExit(Process process) {
        try {
            if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("Lapwing does not stop within " + STOP_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Path log(String kind) {
        return dataDir.resolveSibling(dataDir.getFileName() + "-" + starts + "." + kind + ".log");
    }

    private static boolean isReady(Path out) {
        try {
            return Files.readString(out).contains(READY);
        } catch (IOException e) {
            return false;
        }
    }
}
