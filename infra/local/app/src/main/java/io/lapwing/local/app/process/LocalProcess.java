package io.lapwing.local.app.process;

import io.lapwing.local.adapters.DataDirectory;
import io.lapwing.local.adapters.DatabaseSettings;
import io.lapwing.local.adapters.EmbeddedPostgresServer;
import io.lapwing.local.app.datadir.RunFile;
import io.lapwing.local.app.fleet.DemoFleet;
import io.lapwing.sharedmodel.port.Readiness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedRuntimeException;

/// Everything that `up` starts. A process is started once, and can be closed at any time, even while it starts.
public final class LocalProcess implements AutoCloseable {

    private final ProcessSettings settings;
    private final ResourceStack resources = new ResourceStack();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Addresses addresses;

    public LocalProcess(ProcessSettings settings) {
        this.settings = settings;
    }

    private record Addresses(URI http, URI mqtt) {}

    /// Starts all parts, and returns when each of them answers.
    ///
    /// @throws StartFailed if one cannot start; then the process is to be closed
    public void start() {
        try {
            startParts();
        } catch (DataDirectory.InUse e) {
            throw new StartFailed("another Lapwing runs on " + settings.dataDir()
                    + "; stop it, or choose another directory with --data-dir", e);
        } catch (NestedRuntimeException | CompletionException | UncheckedIOException e) {
            throw new StartFailed(explanation(e), e);
        } catch (IOException e) {
            throw new StartFailed("cannot write to " + settings.dataDir() + ": " + e.getMessage(), e);
        }
    }

    private void startParts() throws IOException {
        DataDirectory directory = resources.push("the data directory", DataDirectory.lock(settings.dataDir()));
        awaitPorts();
        // The database takes as long as all the rest; they start side by side.
        CompletableFuture<DatabaseSettings> database = settings.outsideDatabase()
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> CompletableFuture.supplyAsync(() -> startDatabase(directory)));
        ConfigurableApplicationContext context = resources.push("the application",
                LapwingConfiguration.start(settings, database::join));
        Addresses found = new Addresses(context.getBean(HttpAddress.class).get(),
                context.getBean(MqttConnection.class).address());
        ReadinessCheck.await(found.http(), context.getBean(Readiness.class));
        writeRunFile(found, database.join());
        if (settings.demoFleet()) {
            resources.push("the demo fleet", context.getBean(DemoFleet.class)).start(found.mqtt());
        }
        addresses = found;
    }

    private void awaitPorts() {
        ProcessSettings.Ports ports = settings.ports();
        FreePort.await(settings.bindAddress(), ports.http(), "--http-port");
        if (settings.outsideBroker().isEmpty()) {
            FreePort.await(settings.bindAddress(), ports.mqtt(), "--mqtt-port");
            if (ports.webSocket() != null) {
                FreePort.await(settings.bindAddress(), ports.webSocket(), "--mqtt-ws-port");
            }
            if (ports.tls() != null) {
                FreePort.await(settings.bindAddress(), ports.tls().port(), "--mqtt-tls-port");
            }
        }
    }

    private DatabaseSettings startDatabase(DataDirectory directory) {
        return resources.push("the embedded database", EmbeddedPostgresServer.start(directory)).settings();
    }

    private void writeRunFile(Addresses found, DatabaseSettings database) throws IOException {
        RunFile.Database named = new RunFile.Database(database.url(), database.user(), database.password());
        new RunFile(found.http(), found.mqtt(), named, ProcessHandle.current().pid()).write(settings.dataDir());
        resources.push("the run file", () -> RunFile.delete(settings.dataDir()));
    }

    /// The innermost cause knows best what happened.
    private static String explanation(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof PortInUseException)
                && !(cause instanceof StartFailed)) {
            cause = cause.getCause();
        }
        if (cause instanceof PortInUseException inUse) {
            return "the port " + inUse.getPort() + " is taken; end what uses it, or choose another with --http-port";
        }
        return cause instanceof StartFailed ? String.valueOf(cause.getMessage()) : "cannot start: " + cause;
    }

    /// Where it answers HTTP.
    public URI http() {
        return found().http();
    }

    /// Where devices connect.
    public URI mqtt() {
        return found().mqtt();
    }

    private Addresses found() {
        Addresses found = addresses;
        if (found == null) {
            throw new IllegalStateException("not started");
        }
        return found;
    }

    public boolean wasReady() {
        return addresses != null;
    }

    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /// Stops all parts: first what brings work, then what does it, then what keeps it.
    @Override
    public void close() {
        resources.close();
        ended.countDown();
    }
}
