package io.lapwing.local.app;

import io.lapwing.local.app.fleet.DeviceConnection;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.nimbusds.jose.util.JSONObjectUtils;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/// A real `lapwing up` in a JVM of its own, on free ports, with what a test does to it: start, stop, kill, ask.
///
/// Whatever happens, closing it ends the process; the data directory stays for another one.
public final class LapwingProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);
    private static final Pattern READY = Pattern.compile("Lapwing is ready: (http://\\S+) (\\S+)");

    private final Path dataDir;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> options = new ArrayList<>(
            List.of("--http-port", "0", "--mqtt-port", "0", "--fleet", "none"));
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ScheduledExecutorService threads = new ScheduledThreadPoolExecutor(
            64 * DeviceConnection.THREADS_PER_CONNECTION, Thread.ofVirtual().factory());
    private boolean isFirstStart;
    private @Nullable Running running;

    private record Running(Process process, URI http, URI mqtt, Duration startTime) {}

    private LapwingProcess(Path dataDir) {
        this.dataDir = dataDir;
    }

    /// A process that is yet to be started on this directory.
    public static LapwingProcess on(Path dataDir) {
        return new LapwingProcess(dataDir);
    }

    /// More options of `up`; a later one wins over an earlier one of the same name.
    public LapwingProcess with(String option, String value) {
        int index = options.indexOf(option);
        if (index >= 0) {
            options.set(index + 1, value);
        } else {
            options.addAll(List.of(option, value));
        }
        return this;
    }

    public LapwingProcess withEnvironment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /// Has it start on an empty directory, as its users do the first time; all others find a database.
    public LapwingProcess withFirstStart() {
        isFirstStart = true;
        return this;
    }

    /// Starts it, and returns when it says that it is ready. What does not say so is ended.
    public LapwingProcess start() {
        try {
            if (!isFirstStart && !environment.containsKey("LAPWING_DATABASE_URL")) {
                PackagedProgram.giveDatabase(dataDir);
            }
            long started = System.nanoTime();
            Process process = launch("up", options);
            String line = CompletableFuture
                    .supplyAsync(() -> firstLine(process), task -> Thread.ofVirtual().start(task))
                    .completeOnTimeout("", READY_WITHIN.toMillis(), TimeUnit.MILLISECONDS).join();
            Matcher ready = READY.matcher(line);
            if (!ready.matches()) {
                process.toHandle().destroyForcibly();
                throw new AssertionError("not ready, but said '" + line + "'; its log:\n" + log());
            }
            running = new Running(process, URI.create(ready.group(1)), URI.create(ready.group(2)),
                    Duration.ofNanos(System.nanoTime() - started));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstLine(Process process) {
        try {
            // The reader stays open: a closed pipe would hurt the process when it says more.
            BufferedReader out = process.inputReader();
            String line = out.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts a command of the command line, without waiting for it.
    public Process launch(String command, List<String> arguments) throws IOException {
        List<String> line = new ArrayList<>(PackagedProgram.command());
        line.add(command);
        line.addAll(arguments);
        line.addAll(List.of("--data-dir", dataDir.toString()));
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("LAPWING_"));
        builder.environment().putAll(environment);
        Files.createDirectories(dataDir);
        return builder.start();
    }

    /// Runs a command to its end, and gives what it printed.
    public String run(String command, String... arguments) {
        try {
            Process process = launch(command, List.of(arguments));
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(READY_WITHIN.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(command + " failed, and said\n" + out + "\nthe log:\n" + log());
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Ends it the way that a service manager does.
    ///
    /// @return its exit code
    public int terminate() {
        Process process = process();
        process.toHandle().destroy();
        return awaitEnd(process);
    }

    /// It waits in this thread: what waits for `onExit` needs one of the few that all share.
    private int awaitEnd(Process process) {
        try {
            if (!process.waitFor(STOPPED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("not stopped in time; its log:\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// `kill -9`, of this process alone: its database is left behind.
    public void kill() {
        awaitEnd(process().destroyForcibly());
    }

    public Process process() {
        return running().process();
    }

    public URI httpAddress() {
        return running().http();
    }

    public URI mqttAddress() {
        return running().mqtt();
    }

    /// From its start to its saying that it is ready.
    public Duration startTime() {
        return running().startTime();
    }

    private Running running() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("not started");
        }
        return now;
    }

    public Path dataDir() {
        return dataDir;
    }

    private Path logFile() {
        return dataDir.resolveSibling(dataDir.getFileName() + ".log");
    }

    /// What it and its commands wrote to standard error.
    public String log() {
        try {
            return Files.exists(logFile()) ? Files.readString(logFile()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A token that the command line gives out.
    public String token(String tenant, String role) {
        return run("token", "--tenant", tenant, "--role", role).strip();
    }

    /// A request, yet to be completed; its path may have a query.
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(httpAddress().resolve(path)).timeout(Duration.ofSeconds(30));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> get(String path, String token) {
        return send(request(path).header("Authorization", "Bearer " + token));
    }

    public HttpResponse<String> post(String path, String token, String json) {
        return send(request(path).header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /// Registers a device, and gives the token that it can connect with.
    public AccessToken register(DeviceKey device, String adminToken) {
        String id = device.device().value();
        HttpResponse<String> created = post("/v1/devices", adminToken,
                "{\"id\":\"%s\",\"name\":\"%s\",\"type\":\"test\"}".formatted(id, id));
        if (created.statusCode() != 201) {
            throw new AssertionError("not registered: " + created.statusCode() + " " + created.body());
        }
        try {
            Map<String, Object> fields = JSONObjectUtils.parse(created.body());
            return new AccessToken(
                    JSONObjectUtils.getString(JSONObjectUtils.getJSONObject(fields, "credentials"), "password"));
        } catch (ParseException e) {
            throw new AssertionError(created.body(), e);
        }
    }

    /// A connected device, to be closed by the test.
    public DeviceConnection connect(DeviceKey device, AccessToken token) throws MqttException {
        DeviceConnection connection = new DeviceConnection(mqttAddress(), device, token, threads);
        connection.connect();
        return connection;
    }

    @Override
    public void close() {
        Running now = running;
        if (now != null && now.process().isAlive()) {
            now.process().destroy();
            now.process().onExit().completeOnTimeout(now.process(), STOPPED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    .join().destroyForcibly();
        }
        threads.shutdownNow();
        client.close();
    }
}
