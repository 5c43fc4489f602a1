package io.lapwing.loadtests.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Eclipse Mosquitto, as the system's package brings it, on a port of the loopback.
///
/// Its settings are the package's but for two: it keeps any number of messages for a slow or absent subscriber, where
/// it would drop what goes beyond 1000, and it persists them.
public final class Mosquitto implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final String PLACES = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";

    private final Process process;
    private final int port;

    private Mosquitto(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Where it is installed, if it is.
    public static Optional<Path> executable() {
        return Stream.of(PLACES.split(":")).map(place -> Path.of(place, "mosquitto")).filter(Files::isExecutable)
                .findFirst();
    }

    /// @param directory where it keeps its files
    public static Mosquitto start(Path directory) {
        Path executable = executable().orElseThrow(() -> new IllegalStateException("mosquitto is not installed"));
        int port = FreePort.find();
        try {
            Files.createDirectories(directory);
            Path settings = Files.writeString(directory.resolve("mosquitto.conf"), settings(directory, port));
            Process process = new ProcessBuilder(executable.toString(), "-c", settings.toString())
                    .redirectErrorStream(true).redirectOutput(directory.resolve("mosquitto.log").toFile()).start();
            FreePort.awaitListening(port, START_TIMEOUT);
            return new Mosquitto(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String settings(Path directory, int port) {
        return """
                listener %d 127.0.0.1
                allow_anonymous true
                user %s
                persistence true
                persistence_location %s/
                max_queued_messages 0
                log_type error
                log_type warning
                """.formatted(port, System.getProperty("user.name"), directory.toAbsolutePath());
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
