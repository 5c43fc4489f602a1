package io.lapwing.local.adapters;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Another process with an embedded PostgreSQL, to be killed as `kill -9` does.
final class ServerProcess implements AutoCloseable {

    private static final String READY = "ready";

    private final Process process;
    private final BufferedReader output;

    private ServerProcess(Process process) {
        this.process = process;
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Begins to start one on this directory.
    static ServerProcess begin(Path directory) {
        String java = ProcessHandle.current().info().command().orElseThrow();
        try {
            return new ServerProcess(new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"),
                    ServerProcess.class.getName(), directory.toString()).redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts one on this directory, and waits until it is ready.
    static ServerProcess start(Path directory) {
        ServerProcess started = begin(directory);
        started.awaitReady();
        return started;
    }

    private void awaitReady() {
        try {
            for (String line = output.readLine(); !READY.equals(line); line = output.readLine()) {
                if (line == null) {
                    throw new IllegalStateException("the process ended before it was ready");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends the process, and it alone, at once.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /// Runs until it is killed, or nobody listens any more.
    public static void main(String[] arguments) throws IOException {
        DataDirectory directory = DataDirectory.lock(Path.of(arguments[0]));
        EmbeddedPostgresServer server = EmbeddedPostgresServer.start(directory);
        PostgresDatabase database = PostgresDatabase.open(server.settings());
        System.out.println(READY);
        try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (input.readLine() != null) {
                // Nothing is said to it; the end of the input is the end of the test.
            }
        }
        database.close();
        server.close();
        directory.close();
    }
}
