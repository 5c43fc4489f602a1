package io.lapwing.loadtests.kill;

import io.lapwing.loadtests.mqtt.FleetMember;
import io.lapwing.loadtests.mqtt.MessageIdentity;
import io.lapwing.loadtests.mqtt.TelemetryMessages;
import io.lapwing.loadtests.process.AppProcess;
import io.lapwing.loadtests.process.CuttableProxy;
import io.lapwing.loadtests.process.FreePort;
import io.lapwing.loadtests.process.Mosquitto;
import io.lapwing.loadtests.process.Registration;
import io.lapwing.local.adapters.DataDirectory;
import io.lapwing.local.adapters.DatabaseSettings;
import io.lapwing.local.adapters.EmbeddedPostgresServer;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/// Lapwing with all that it runs on: either one process with its own broker and database, or some of them on a broker
/// and a database that are this run's.
final class Scene implements AutoCloseable {

    static final String TENANT = "kill";

    /// How far back the first `ts` lies: the load may run ahead of the clock, but never into the future.
    private static final Duration HEAD_START = Duration.ofHours(12);

    private final Deque<Runnable> closing;
    private final List<AppProcess> apps;
    private final InetSocketAddress broker;
    private final Path postgresDir;
    private final @Nullable EmbeddedPostgresServer outsideDatabase;
    private final @Nullable CuttableProxy network;

    private Scene(Deque<Runnable> closing, List<AppProcess> apps, InetSocketAddress broker, Path postgresDir,
            @Nullable EmbeddedPostgresServer outsideDatabase, @Nullable CuttableProxy network) {
        this.closing = closing;
        this.apps = apps;
        this.broker = broker;
        this.postgresDir = postgresDir;
        this.outsideDatabase = outsideDatabase;
        this.network = network;
    }

    /// One process with everything inside.
    static Scene embedded(Path launcher, Path directory) {
        AppProcess app = new AppProcess(launcher, directory.resolve("app"), Map.of());
        app.start();
        return new Scene(new ArrayDeque<>(List.of(app::close)), List.of(app), FreePort.address(app.mqttPort()),
                app.dataDir(),
                null, null);
    }

    /// Some processes on one Mosquitto, each through a path that can be cut, and on one PostgreSQL.
    static Scene outside(Path launcher, Path directory, int instances) {
        Deque<Runnable> closing = new ArrayDeque<>();
        Mosquitto mosquitto = opened(closing, Mosquitto.start(directory.resolve("mosquitto")), Mosquitto::close);
        Path postgresDir = directory.resolve("database");
        DataDirectory data = opened(closing, DataDirectory.lock(postgresDir), DataDirectory::close);
        EmbeddedPostgresServer database = opened(closing, EmbeddedPostgresServer.start(data),
                EmbeddedPostgresServer::close);
        CuttableProxy network = opened(closing, CuttableProxy.before(FreePort.address(mosquitto.port())),
                CuttableProxy::close);
        DatabaseSettings settings = database.settings();
        Map<String, String> environment = Map.of("LAPWING_DATABASE_URL", settings.url(), "LAPWING_DATABASE_USER",
                settings.user(), "LAPWING_DATABASE_PASSWORD", settings.password(), "LAPWING_MQTT_URL",
                "tcp://127.0.0.1:" + network.port());
        List<AppProcess> apps = IntStream.range(0, instances)
                .mapToObj(i -> opened(closing, new AppProcess(launcher, directory.resolve("app" + i), environment),
                        AppProcess::close))
                .toList();
        apps.forEach(AppProcess::start);
        return new Scene(closing, apps, FreePort.address(mosquitto.port()), postgresDir, database, network);
    }

    private static <T> T opened(Deque<Runnable> closing, T resource, Consumer<T> close) {
        closing.push(() -> close.accept(resource));
        return resource;
    }

    List<AppProcess> apps() {
        return apps;
    }

    /// Where the devices connect to.
    InetSocketAddress broker() {
        return broker;
    }

    /// Where the database has its data, or a directory above.
    Path postgresDir() {
        return postgresDir;
    }

    boolean hasEmbeddedBroker() {
        return network == null;
    }

    CuttableProxy network() {
        if (network == null) {
            throw new IllegalStateException("an embedded broker has no network to cut");
        }
        return network;
    }

    /// The database of the run, if it is outside the app.
    DatabaseSettings outsideDatabase() {
        if (outsideDatabase == null) {
            throw new IllegalStateException("the database is the app's own");
        }
        return outsideDatabase.settings();
    }

    /// Devices of which every second one marks its messages by `mid` alone, the others by `ts`.
    List<FleetMember> register(int devices) {
        AppProcess app = apps.getFirst();
        Instant firstTs = Instant.now().minus(HEAD_START);
        try (Registration registration = new Registration(app.httpPort(), app.token(TENANT))) {
            return IntStream.range(0, devices).mapToObj(i -> {
                MessageIdentity identity = i % 2 == 0 ? MessageIdentity.TS : MessageIdentity.MID;
                return new FleetMember(registration.register(DeviceKey.of(TENANT, "device-" + i)),
                        new TelemetryMessages(firstTs, identity));
            }).toList();
        }
    }

    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }
}
