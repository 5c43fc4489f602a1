package io.lapwing.loadtests.server;

import io.lapwing.loadtests.process.ProcessMemory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/// An [IngestServer] in a process of its own, seen from here: a question a line, an answer a line.
public final class ServerProcess implements AutoCloseable {

    /// The options of the launcher `lapwing`, so that what is measured is what users run.
    private static final List<String> JVM_OPTIONS = List.of("--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=4",
            "-XX:+ExitOnOutOfMemoryError", "-Dlogback.configurationFile=load-tests-logback.xml");
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter questions;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.questions = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /// @param directory where it keeps its files and its log
    /// @param jvmOptions beside those of the launcher
    public static ServerProcess start(Path directory, List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), IngestServer.class.getName()));
        command.addAll(arguments);
        try {
            Files.createDirectories(directory);
            Path log = directory.resolve("server.log");
            return new ServerProcess(new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the server says to a command.
    ///
    /// @throws IllegalStateException if it says nothing, or that it has failed
    public String ask(String command) {
        questions.println(command);
        FutureTask<@Nullable String> answer = new FutureTask<>(this::readAnswer);
        Thread.ofVirtual().start(answer);
        try {
            String line = answer.get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null || line.startsWith(IngestServer.FAILED)) {
                throw new IllegalStateException(command + ": " + line + ", see " + log);
            }
            return line;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no answer to " + command + ", see " + log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// The next line that is an answer: the JVM itself may say something in between.
    private @Nullable String readAnswer() throws IOException {
        String line = answers.readLine();
        while (line != null && !line.startsWith(IngestServer.ANSWER)) {
            line = answers.readLine();
        }
        return line == null ? null : line.substring(IngestServer.ANSWER.length());
    }

    public ProcessMemory memory() {
        return new ProcessMemory(process.pid());
    }

    public long pid() {
        return process.pid();
    }

    /// Ends it in order: it ends when nobody asks any more.
    @Override
    public void close() {
        questions.close();
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
