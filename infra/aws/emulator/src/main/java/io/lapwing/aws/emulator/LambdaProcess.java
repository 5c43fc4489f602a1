package io.lapwing.aws.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A function's process, started against a [RuntimeApiEmulator].
public final class LambdaProcess implements AutoCloseable {

    private static final Set<String> INHERITED = Set.of("PATH", "TMPDIR");
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final RuntimeApiEmulator emulator;
    private final long startedAt;
    private final Process process;
    private final OutputTail output;
    private boolean noticed;

    private LambdaProcess(LambdaCommand command, RuntimeApiEmulator emulator) throws IOException {
        this.emulator = emulator;
        ProcessBuilder builder = new ProcessBuilder(command.words()).redirectErrorStream(true);
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(lambdaVariables());
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", emulator.address());
        builder.environment().putAll(command.environment());
        builder.directory(command.directory() == null ? null : command.directory().toFile());
        startedAt = System.nanoTime();
        process = builder.start();
        output = OutputTail.of(process.getInputStream());
        CompletableFuture<Void> _ = process.onExit().thenRun(this::ended);
    }

    public static LambdaProcess start(LambdaCommand command, RuntimeApiEmulator emulator) {
        try {
            return new LambdaProcess(command, emulator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What Lambda puts into every function's environment; the credentials are no one's.
    private static Map<String, String> lambdaVariables() {
        return Map.ofEntries(Map.entry("AWS_REGION", "eu-central-1"), Map.entry("AWS_DEFAULT_REGION", "eu-central-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "AKIAEMULATED"), Map.entry("AWS_SECRET_ACCESS_KEY", "emulated"),
                Map.entry("AWS_SESSION_TOKEN", "emulated"), Map.entry("AWS_LAMBDA_FUNCTION_NAME", "emulated"),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/emulated"),
                Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "2026/01/01/[$LATEST]emulated"),
                Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"), Map.entry("LANG", "en_US.UTF-8"),
                Map.entry("TZ", ":UTC"));
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// From the start of the process to the emulator's first answer; empty as long as there is none.
    public OptionalLong nanosToFirstReply() {
        OptionalLong at = emulator.firstReplyAt();
        return at.isEmpty() ? at : OptionalLong.of(at.getAsLong() - startedAt);
    }

    /// The last of what it printed, standard output and error together.
    public String output() {
        return output.text();
    }

    /// The most memory it ever had in RAM, in bytes; empty where it has ended, or the system does not tell.
    public OptionalLong peakMemory() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024).findFirst();
        } catch (IOException | UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }

    /// Ends it at once, as an execution environment that dies does, and waits until it is gone.
    public void kill() {
        signal(process.toHandle().destroyForcibly());
        awaitExit();
    }

    /// Ends it by SIGTERM.
    ///
    /// @return its exit value
    public int stop(Duration patience) {
        signal(process.toHandle().destroy());
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
                throw new IllegalStateException("did not stop within " + patience + ", and was killed: " + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
        awaitExit();
        return process.exitValue();
    }

    /// Waits until it ends by itself.
    ///
    /// @return false if it does not in time
    public boolean awaitEnd(Duration timeout) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        } else {
            awaitExit();
        }
    }

    /// By its handle: what [Process] has for this closes the pipes as well, and with them goes what is printed last.
    private void signal(boolean sent) {
        if (!sent && process.isAlive()) {
            throw new IllegalStateException("cannot end process " + process.pid());
        }
    }

    private void awaitExit() {
        try {
            if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("process " + process.pid() + " does not end");
            }
            output.awaitEnd(STOP_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended();
    }

    /// Once, and nobody returns before it is done, so that a late notice of this process's end does not end what is
    /// asked of the next one.
    private synchronized void ended() {
        if (!noticed) {
            noticed = true;
            emulator.processEnded("exit value " + process.exitValue());
        }
    }
}
