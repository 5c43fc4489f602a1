package io.lapwing.loadtests.commands;

import io.lapwing.loadtests.mqtt.CommandNumber;
import io.lapwing.loadtests.mqtt.DeviceLogin;
import io.lapwing.loadtests.mqtt.MicroClock;
import io.lapwing.loadtests.process.Waiting;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/// Gives commands through REST, each at its time, whatever becomes of those before it: a server that falls behind does
/// not slow down who measures it.
final class CommandPosts implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int ACCEPTED = 202;
    private static final String NONE = "NONE";
    private static final Pattern STATE = Pattern.compile("\"state\"\\s*:\\s*\"([A-Z]+)\"");

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT).build();
    private final URI server;
    private final String token;
    private final List<DeviceLogin> devices;
    private final CommandTimes times;
    private final AtomicReferenceArray<@Nullable String> locations;
    private final long runId = MicroClock.now();

    /// @param token of somebody who may command the devices
    CommandPosts(int httpPort, String token, List<DeviceLogin> devices, CommandTimes times, int commands) {
        this.server = URI.create("http://127.0.0.1:" + httpPort);
        this.token = token;
        this.devices = devices;
        this.times = times;
        this.locations = new AtomicReferenceArray<>(commands);
    }

    /// Gives the commands from `first` to before `end`, the devices in turns. Returns when the last one was sent.
    void post(int first, int end, int perSecond) {
        long start = MicroClock.now();
        for (int number = first; number < end; number++) {
            long due = start + (number - first) * Duration.ofSeconds(1).dividedBy(perSecond).toNanos() / 1000;
            Waiting.pause(Duration.of(Math.max(0, due - MicroClock.now()), ChronoUnit.MICROS));
            times.due(number, due);
            post(number);
        }
    }

    private void post(int number) {
        String device = devices.get(number % devices.size()).device().device().value();
        String body = "{\"method\":\"load\",\"params\":" + CommandNumber.params(number) + "}";
        HttpRequest request = request("/v1/devices/" + device + "/commands")
                .header("Content-Type", "application/json").header("Idempotency-Key", runId + "-" + number)
                .POST(BodyPublishers.ofString(body)).build();
        CompletableFuture<Void> _ = client.sendAsync(request, BodyHandlers.ofString())
                .thenAccept(answer -> answered(number, answer)).exceptionally(e -> {
                    times.failed("POST of command " + number + ": " + e);
                    return null;
                });
    }

    private void answered(int number, HttpResponse<String> answer) {
        times.answered(number, MicroClock.now());
        if (answer.statusCode() == ACCEPTED) {
            locations.set(number, answer.headers().firstValue("Location").orElseThrow());
        } else {
            times.failed("POST of command " + number + " was answered " + answer.statusCode());
        }
    }

    /// Reads every command back.
    ///
    /// @return how many there are of each state; those that were not accepted, or cannot be read, count as `NONE`
    Map<String, Long> states() {
        Map<String, Long> states = new TreeMap<>();
        IntStream.range(0, locations.length())
                .forEach(number -> states.merge(state(locations.get(number)), 1L, Long::sum));
        return states;
    }

    private String state(@Nullable String location) {
        if (location == null) {
            return NONE;
        }
        try {
            Matcher state = STATE.matcher(
                    client.send(request(location).GET().build(), BodyHandlers.ofString()).body());
            return state.find() ? state.group(1) : NONE;
        } catch (IOException e) {
            times.failed("GET " + location + ": " + e);
            return NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(TIMEOUT).header("Authorization", "Bearer " + token);
    }

    @Override
    public void close() {
        client.close();
    }
}
