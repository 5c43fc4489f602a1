package io.lapwing.loadtests.stream;

import io.lapwing.loadtests.mqtt.FleetMember;
import io.lapwing.loadtests.mqtt.LoadSettings;
import io.lapwing.loadtests.mqtt.MessageIdentity;
import io.lapwing.loadtests.mqtt.MqttLoad;
import io.lapwing.loadtests.mqtt.TelemetryMessages;
import io.lapwing.loadtests.process.AppProcess;
import io.lapwing.loadtests.process.FreePort;
import io.lapwing.loadtests.process.Registration;
import io.lapwing.loadtests.process.Waiting;
import io.lapwing.loadtests.report.JsonReport;
import io.lapwing.loadtests.report.Table;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.HdrHistogram.Histogram;

/// A stream run from its start to its report: each client listens to a device of his own that publishes once a second;
/// then all of them to everything, while one device publishes once a second.
public final class StreamScript {

    private static final String TENANT = "stream";
    private static final Duration CONNECT_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(30);
    private static final int OPENERS = 20;
    private static final Duration HEAD_START = Duration.ofHours(12);

    private final StreamOptions options;
    private final Table table = new Table("who listens to what", "clients", "updates/s", "updates", "missing",
            "doubled",
            "ended", "p50 ms", "p99 ms", "max ms");
    private final List<Map<String, Object>> rows = new ArrayList<>();

    public StreamScript(StreamOptions options) {
        this.options = options;
    }

    private record Site(AppProcess app, String token, HttpClient client) {

        URI stream(String query) {
            return URI.create("http://127.0.0.1:" + app.httpPort() + "/v1/stream?kinds=readings" + query);
        }
    }

    /// @return whether nobody missed an update or got one twice
    public boolean play() {
        Path directory = options.directory.toAbsolutePath().resolve("run-" + ProcessHandle.current().pid());
        try (AppProcess app = new AppProcess(options.launcher.toAbsolutePath(), directory.resolve("app"), Map.of());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads)
                        .build()) {
            app.start();
            Site site = new Site(app, app.token(TENANT), client);
            List<FleetMember> own = register(site, "own-", options.clients);
            List<FleetMember> shared = register(site, "shared-", 1);
            boolean good = measure(site, "each to a device of his own", own,
                    i -> "&devices=" + own.get(i).login().device().device());
            good &= measure(site, "all to everything", shared, _ -> "");
            System.out.println(table.text());
            System.out.println(JsonReport.write(directory, "stream", Map.of("clients", options.clients), rows));
            return good;
        }
    }

    private static List<FleetMember> register(Site site, String prefix, int devices) {
        Instant firstTs = Instant.now().minus(HEAD_START);
        try (Registration registration = new Registration(site.app().httpPort(), site.token())) {
            return IntStream.range(0, devices)
                    .mapToObj(i -> new FleetMember(registration.register(DeviceKey.of(TENANT, prefix + i)),
                            new TelemetryMessages(firstTs, MessageIdentity.TS)))
                    .toList();
        }
    }

    private boolean measure(Site site, String name, List<FleetMember> fleet, IntFunction<String> query) {
        Arrivals arrivals = new Arrivals();
        List<Listener> listeners = Collections.synchronizedList(new ArrayList<>());
        try {
            listen(site, query, arrivals, listeners);
            System.err.printf("%s: %d clients listen%n", name, listeners.size());
            LoadSettings settings = LoadSettings.of(FreePort.address(site.app().mqttPort()), fleet, 1)
                    .withMaxPerSecond(fleet.size());
            try (MqttLoad load = MqttLoad.start(settings)) {
                load.awaitConnected(CONNECT_TIMEOUT);
                Waiting.pause(Duration.ofSeconds(options.warmUpSeconds));
                arrivals.takeLatencies();
                long before = arrivals.arrivedCount();
                Waiting.pause(Duration.ofSeconds(options.seconds));
                long measured = arrivals.arrivedCount() - before;
                Histogram latencies = arrivals.takeLatencies();
                if (!load.drain(SETTLE_TIMEOUT)) {
                    throw new IllegalStateException("messages were never answered");
                }
                long expected = load.counts().acknowledged() * options.clients / fleet.size();
                Waiting.until(() -> arrivals.arrivedCount() >= expected, SETTLE_TIMEOUT);
                return report(name, arrivals, measured, expected, latencies);
            }
        } finally {
            listeners.forEach(Listener::close);
        }
    }

    /// @param listeners gets those that listen, even if others cannot
    private void listen(Site site, IntFunction<String> query, Arrivals arrivals, Collection<Listener> listeners) {
        try (ExecutorService openers = Executors.newFixedThreadPool(OPENERS)) {
            List<Future<Boolean>> opening = IntStream.range(0, options.clients)
                    .mapToObj(i -> openers.submit(() -> listeners.add(Listener.open(site.client(),
                            site.stream(query.apply(i)), site.token(), arrivals))))
                    .toList();
            try {
                for (Future<Boolean> opened : opening) {
                    opened.get();
                }
            } catch (ExecutionException e) {
                openers.shutdownNow();
                throw new IllegalStateException("a stream could not be opened", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private boolean report(String name, Arrivals arrivals, long measured, long expected, Histogram latencies) {
        long missing = Math.max(arrivals.skippedCount(), expected - arrivals.arrivedCount());
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("updatesPerSecond", measured / options.seconds);
        row.put("updates", arrivals.arrivedCount());
        row.put("missing", missing);
        row.put("doubled", arrivals.doubledCount());
        row.put("ended", arrivals.endedCount());
        row.put("p50Micros", latencies.getValueAtPercentile(50));
        row.put("p99Micros", latencies.getValueAtPercentile(99));
        row.put("maxMicros", latencies.getMaxValue());
        rows.add(row);
        table.row(name, options.clients, measured / options.seconds, arrivals.arrivedCount(), missing,
                arrivals.doubledCount(), arrivals.endedCount(), millis(latencies.getValueAtPercentile(50)),
                millis(latencies.getValueAtPercentile(99)), millis(latencies.getMaxValue()));
        return missing == 0 && arrivals.doubledCount() == 0 && arrivals.endedCount() == 0;
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.1f", micros / 1000.0);
    }
}
