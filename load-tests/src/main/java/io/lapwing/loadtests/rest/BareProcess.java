package io.lapwing.loadtests.rest;

import io.lapwing.loadtests.bare.BareServer;
import io.lapwing.loadtests.process.FreePort;
import io.lapwing.loadtests.process.Waiting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A [BareServer] in a process of its own, with the options that the launcher gives Lapwing's.
final class BareProcess implements AutoCloseable {

    private static final List<String> JVM_OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:-UsePerfData",
            "-Dlogback.configurationFile=load-tests-logback.xml");
    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

    private final Process process;
    private final int port;

    private BareProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// @param keys the file of the tokens' issuer
    /// @param database how to reach it, in the environment
    static BareProcess start(Path directory, Path keys, Map<String, String> database) {
        int port = FreePort.find();
        try {
            Files.createDirectories(directory);
            Path out = directory.resolve("out.log");
            ProcessBuilder builder = new ProcessBuilder(JavaCommand.of(JVM_OPTIONS,
                    System.getProperty("java.class.path"), BareServer.class.getName(), "" + port,
                    directory.toString(), keys.toString()));
            builder.environment().putAll(database);
            Process process = builder.redirectOutput(out.toFile())
                    .redirectError(directory.resolve("err.log").toFile()).start();
            BareProcess server = new BareProcess(process, port);
            if (!Waiting.until(() -> !process.isAlive() || isReady(out), START_TIMEOUT) || !process.isAlive()) {
                server.close();
                throw new IllegalStateException("the bare server does not get ready, see " + directory);
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isReady(Path out) {
        try {
            return Files.readString(out).contains(BareServer.READY);
        } catch (IOException e) {
            return false;
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
