package io.lapwing.loadtests.rest;

import io.lapwing.loadtests.gatling.Findings.Found;
import io.lapwing.loadtests.process.CpuTime;
import io.lapwing.loadtests.process.MachineTime;
import io.lapwing.loadtests.process.PostgresProcesses;
import io.lapwing.loadtests.process.Waiting;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Looks twice a second how much of the processors' time each process of a race has had.
final class CpuWatch implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final CpuSamples users = new CpuSamples();
    private final CpuSamples database = new CpuSamples();
    private final CpuSamples machine = new CpuSamples();
    private final CpuSamples own = new CpuSamples();
    private final Map<Contender, CpuSamples> servers = new EnumMap<>(Contender.class);
    private final Map<Contender, Long> pids;
    private final Path dataDir;
    private final Thread thread;
    private volatile long gatling;
    private volatile boolean closed;

    /// @param pids of the servers
    /// @param dataDir of PostgreSQL
    CpuWatch(Map<Contender, Long> pids, Path dataDir) {
        this.pids = Map.copyOf(pids);
        this.dataDir = dataDir;
        for (Contender contender : Contender.values()) {
            servers.put(contender, new CpuSamples());
        }
        thread = Thread.ofPlatform().daemon().name("cpu-watch").start(this::watch);
    }

    /// From now on, this process is the users.
    void usersAre(long pid) {
        gatling = pid;
    }

    private void watch() {
        while (!closed) {
            Instant now = Instant.now();
            users.add(now, CpuTime.of(List.of(gatling)));
            machine.add(now, MachineTime.busy());
            own.add(now, CpuTime.of(List.of(ProcessHandle.current().pid())));
            database.add(now, CpuTime.of(PostgresProcesses.of(dataDir)));
            servers.forEach((contender, samples) -> samples.add(now,
                    CpuTime.of(List.of(pids.getOrDefault(contender, 0L)))));
            Waiting.pause(PAUSE);
        }
    }

    /// Microseconds for each request of a step: users + server + database.
    String perRequest(Contender contender, Found found) {
        CpuSamples server = servers.getOrDefault(contender, new CpuSamples());
        return String.format(Locale.ROOT, "%.0f+%.0f+%.0f", users.microsPerRequest(found),
                server.microsPerRequest(found), database.microsPerRequest(found));
    }

    /// What share of the processors something had that does not belong to the race: from 0 to 1.
    double foreignShare(Found found) {
        double ours = Stream.concat(Stream.of(users, database, own), servers.values().stream())
                .mapToDouble(samples -> samples.microsPerRequest(found)).sum();
        double seconds = found.all().getTotalCount() / Math.max(1e-9, found.perSecond());
        double there = seconds * 1e6 * Runtime.getRuntime().availableProcessors();
        return Math.max(0, machine.microsPerRequest(found) - ours) * found.all().getTotalCount() / Math.max(1, there);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
