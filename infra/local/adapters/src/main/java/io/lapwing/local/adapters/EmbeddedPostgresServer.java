package io.lapwing.local.adapters;

import io.lapwing.local.adapters.PostgresPrograms.ProgramFailed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL of one's own, which keeps what it was given through every crash: of itself, of this process, or of the
/// machine.
///
/// It listens on the loopback interface only, on the port that it had before where that is free. Its only user has a
/// password that the data directory keeps. If it dies, it is started again; if this process dies, the next one on the
/// same data directory ends what was left and starts it.
public final class EmbeddedPostgresServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgresServer.class);

    /// Long enough for a recovery on a slow disk.
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final int START_ATTEMPTS = 20;
    private static final long RETRY_MILLIS = 250;
    private static final long RESTART_DELAY_MILLIS = 2000;

    private final PostgresCluster cluster;
    private final PostgresPrograms programs;
    private int port;
    /// What is done when the server ends.
    private CompletableFuture<Void> supervision = CompletableFuture.completedFuture(null);
    private boolean closed;

    private EmbeddedPostgresServer(PostgresCluster cluster, PostgresPrograms programs) {
        this.cluster = cluster;
        this.programs = programs;
    }

    /// Starts it with the data that the directory holds, or with none at the first time.
    ///
    /// @param directory must stay locked until the server was closed
    public static EmbeddedPostgresServer start(DataDirectory directory) {
        Path folder = directory.path().resolve("postgres");
        try {
            DataDirectory.createPrivate(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
        Path home = PostgresBinaries.unpackInto(folder);
        PostgresPrograms programs = new PostgresPrograms(home, folder.resolve("output.log"));
        EmbeddedPostgresServer server = new EmbeddedPostgresServer(new PostgresCluster(folder), programs);
        server.launch();
        return server;
    }

    /// How to reach it.
    public synchronized DatabaseSettings settings() {
        return DatabaseSettings.of("jdbc:postgresql://127.0.0.1:" + port + "/postgres", PostgresCluster.USER,
                cluster.password());
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        supervision.cancel(false);
        stop("fast");
    }

    private synchronized void launch() {
        endLeftovers();
        cluster.initialize(programs);
        for (int attempt = 1;; attempt++) {
            port = preferredPort();
            cluster.configure(port);
            try {
                programs.run("pg_ctl", START_TIMEOUT.plus(STOP_TIMEOUT), controlling("start",
                        "--timeout=" + START_TIMEOUT.toSeconds(), "--log=" + cluster.startLog()));
                break;
            } catch (ProgramFailed e) {
                // A process of the dead server may still hold the shared memory, or another one took the port.
                if (attempt == START_ATTEMPTS) {
                    throw new ProgramFailed("server", cluster.startProblem(), e);
                }
                endLeftovers();
                CompletableFuture.runAsync(() -> {}, after(RETRY_MILLIS)).join();
            }
        }
        watch();
    }

    /// Ends what a killed process left running on these data.
    private void endLeftovers() {
        if (!programs.running().isEmpty()) {
            LOG.info("ending a PostgreSQL that an earlier process left running");
            stop("immediate");
        }
        cluster.forgetServer();
    }

    private void stop(String mode) {
        try {
            programs.run("pg_ctl", STOP_TIMEOUT.multipliedBy(2),
                    controlling("stop", "--mode=" + mode, "--timeout=" + STOP_TIMEOUT.toSeconds()));
        } catch (ProgramFailed e) {
            LOG.info("PostgreSQL does not stop as asked, and is killed: {}", e.getMessage());
        }
        programs.killAll();
    }

    private List<String> controlling(String action, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of(action, "--pgdata=" + cluster.data(), "--wait", "--silent"));
        arguments.addAll(List.of(options));
        return arguments;
    }

    private void watch() {
        OptionalInt pid = cluster.serverPid();
        CompletableFuture<ProcessHandle> end = pid.isEmpty()
                ? CompletableFuture.completedFuture(ProcessHandle.current())
                : ProcessHandle.of(pid.getAsInt()).map(ProcessHandle::onExit)
                        .orElseGet(() -> CompletableFuture.completedFuture(ProcessHandle.current()));
        supervision = end.thenRunAsync(this::relaunch);
    }

    private synchronized void relaunch() {
        if (closed) {
            return;
        }
        LOG.warn("PostgreSQL has ended by itself, and is started again");
        try {
            launch();
        } catch (RuntimeException e) {
            LOG.error("PostgreSQL cannot be started", e);
            supervision = CompletableFuture.runAsync(this::relaunch, after(RESTART_DELAY_MILLIS));
        }
    }

    private static Executor after(long millis) {
        return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
    }

    private int preferredPort() {
        int last = cluster.lastPort().orElse(0);
        return last != 0 && isFree(last) ? last : freePort();
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }
}
