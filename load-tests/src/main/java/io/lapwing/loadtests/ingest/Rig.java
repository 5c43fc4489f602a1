package io.lapwing.loadtests.ingest;

import io.lapwing.loadtests.mqtt.LoadSettings;
import io.lapwing.loadtests.process.CpuTime;
import io.lapwing.loadtests.process.CpuUse;
import io.lapwing.loadtests.process.FreePort;
import io.lapwing.loadtests.process.Mosquitto;
import io.lapwing.loadtests.process.PostgresProcesses;
import io.lapwing.loadtests.process.ProcessMemory;
import io.lapwing.loadtests.process.Progress;
import io.lapwing.loadtests.process.Waiting;
import io.lapwing.loadtests.server.BenchmarkFleet;
import io.lapwing.loadtests.server.ServerOptions;
import io.lapwing.loadtests.server.ServerProcess;
import io.lapwing.loadtests.server.ServerReport;
import io.lapwing.sharedmodel.device.TenantId;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// A broker and a server that takes in what is published there, with a store or without.
final class Rig implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

    private final Path directory;
    private final BrokerKind kind;
    private final boolean storing;
    private final @Nullable Mosquitto mosquitto;
    private final ServerProcess server;
    private final Progress progress;
    private final int port;
    private int fleets;

    private Rig(BrokerKind kind, boolean storing, @Nullable Mosquitto mosquitto, ServerProcess server,
            Progress progress, Path directory) {
        this.directory = directory;
        this.kind = kind;
        this.storing = storing;
        this.mosquitto = mosquitto;
        this.server = server;
        this.progress = progress;
        this.port = Integer.parseInt(server.ask("port"));
        FreePort.awaitListening(port, START_TIMEOUT);
    }

    static Rig start(BrokerKind kind, boolean storing, IngestOptions options) {
        Path directory = options.runDirectory().resolve(kind + (storing ? "-store" : "-ceiling"));
        Path progressFile = directory.resolve("progress");
        Mosquitto mosquitto = kind == BrokerKind.MOSQUITTO ? Mosquitto.start(directory.resolve("mosquitto")) : null;
        directory.toFile().mkdirs();
        Progress progress = Progress.in(progressFile);
        ServerProcess server = ServerProcess.start(directory, options.jvmOptions(),
                ServerOptions.arguments(mosquitto == null ? 0 : mosquitto.port(), storing, directory, progressFile));
        return new Rig(kind, storing, mosquitto, server, progress, directory);
    }

    BrokerKind kind() {
        return kind;
    }

    boolean isStoring() {
        return storing;
    }

    /// New devices, so that each scenario begins as the one before it did.
    BenchmarkFleet newFleet(int devices) {
        TenantId tenant = new TenantId("fleet-" + fleets++);
        server.ask("register " + tenant + " " + devices);
        return new BenchmarkFleet(tenant, devices);
    }

    /// Has a fleet watched by rules.
    ///
    /// @param everywhere whether each rule watches every device
    void watch(BenchmarkFleet fleet, int rules, boolean everywhere) {
        server.ask("watch " + fleet.tenant() + " " + rules + " " + everywhere);
    }

    /// How many alerts a fleet's rules have raised.
    long alerts(BenchmarkFleet fleet) {
        return Long.parseLong(server.ask("alerts " + fleet.tenant()));
    }

    /// A load for a fleet. An outside broker acknowledges before the commit, so the load is held back by what is
    /// stored, or its queue would only grow.
    LoadSettings load(BenchmarkFleet fleet, int window, IngestOptions options) {
        LoadSettings settings = LoadSettings.of(FreePort.address(port), fleet.members(), window)
                .withVersion(options.version);
        if (kind == BrokerKind.EMBEDDED) {
            return settings;
        }
        long before = progress.get();
        return settings.withOutstanding(Math.max(options.outstanding, (long) fleet.devices() * window),
                () -> progress.get() - before);
    }

    /// How many messages the server has taken since it began.
    long taken() {
        return progress.get();
    }

    boolean awaitTaken(long messages, Duration timeout) {
        return Waiting.until(() -> progress.get() >= messages, timeout);
    }

    void begin() {
        server.ask("begin");
        server.memory().forgetPeak();
    }

    ServerReport report() {
        return ServerReport.parse(server.ask("report"));
    }

    /// How many rows the store has of a fleet.
    long rows(BenchmarkFleet fleet) {
        return Long.parseLong(server.ask("rows " + fleet.tenant()));
    }

    /// Takes the server away from its broker, which keeps what it has for it.
    void pause() {
        server.ask("pause");
    }

    void resume() {
        server.ask("resume");
    }

    CpuUse cpu() {
        return new CpuUse(CpuTime.of(List.of(ProcessHandle.current().pid())),
                mosquitto == null ? Duration.ZERO : CpuTime.of(List.of(mosquitto.pid())),
                CpuTime.of(List.of(server.pid())), CpuTime.of(PostgresProcesses.of(directory)));
    }

    ProcessMemory memory() {
        return server.memory();
    }

    @Override
    public void close() {
        server.close();
        if (mosquitto != null) {
            mosquitto.close();
        }
    }
}
