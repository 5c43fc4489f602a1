package io.lapwing.loadtests.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// A DynamoDB on this machine: the program `dynoxide`, in memory.
public final class Dynoxide implements AutoCloseable {

    private static final String PROGRAM = "dynoxide";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(20);

    private final Process process;
    private final int port;

    private Dynoxide(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Where the program is, if it is on the `PATH`.
    public static Optional<Path> executable() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, PROGRAM)).filter(Files::isExecutable).findFirst();
    }

    public static Dynoxide start() {
        Path program = executable().orElseThrow(() -> new IllegalStateException(
                "dynoxide is not on the PATH (npm install @dynoxide/linux-x64)"));
        int port = FreePort.find();
        try {
            Process process = new ProcessBuilder(program.toString(), "serve", "--host", "127.0.0.1", "--port",
                    "" + port).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            Dynoxide dynoxide = new Dynoxide(process, port);
            FreePort.awaitListening(port, START_TIMEOUT);
            return dynoxide;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
