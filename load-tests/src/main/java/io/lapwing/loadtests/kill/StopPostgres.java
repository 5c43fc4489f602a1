package io.lapwing.loadtests.kill;

import io.lapwing.loadtests.process.PostgresProcesses;
import io.lapwing.loadtests.process.Signals;
import io.lapwing.loadtests.process.Waiting;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// PostgreSQL stands still for ten seconds, or, every second time, is killed with all its processes and has to be
/// started again by who owns it.
final class StopPostgres implements Strike {

    private static final Duration STANDSTILL = Duration.ofSeconds(10);

    private final Scene scene;
    private final RandomGenerator random;
    private List<Long> frozen = List.of();

    StopPostgres(Scene scene, RandomGenerator random) {
        this.scene = scene;
        this.random = random;
    }

    @Override
    public String hit() {
        List<Long> processes = PostgresProcesses.of(scene.postgresDir());
        if (processes.isEmpty()) {
            throw new IllegalStateException("no PostgreSQL runs below " + scene.postgresDir());
        }
        if (random.nextBoolean()) {
            Signals.kill(processes);
            return "database killed";
        }
        frozen = processes;
        Signals.freeze(processes);
        return "database stopped for " + STANDSTILL.toSeconds() + " s";
    }

    @Override
    public Duration heal() {
        if (frozen.isEmpty()) {
            return Duration.ZERO;
        }
        Waiting.pause(STANDSTILL);
        Signals.thaw(frozen);
        frozen = List.of();
        return STANDSTILL;
    }
}
