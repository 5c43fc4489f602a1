package io.lapwing.loadtests.kill;

import io.lapwing.loadtests.process.AppProcess;
import io.lapwing.loadtests.process.PostgresProcesses;
import io.lapwing.loadtests.process.Signals;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// `kill -9` of one app process; where the database is its own, every second time of that too, so that both a lost
/// machine and a lost process are met. It is started again at once.
final class KillApp implements Strike {

    private final Scene scene;
    private final RandomGenerator random;
    private AppProcess victim;

    KillApp(Scene scene, RandomGenerator random) {
        this.scene = scene;
        this.random = random;
        this.victim = scene.apps().getFirst();
    }

    @Override
    public String hit() {
        int number = random.nextInt(scene.apps().size());
        victim = scene.apps().get(number);
        boolean withDatabase = random.nextBoolean() && scene.hasEmbeddedBroker();
        victim.kill();
        if (withDatabase) {
            Signals.kill(PostgresProcesses.of(scene.postgresDir()));
        }
        return withDatabase ? "app + database" : "app " + (number + 1);
    }

    @Override
    public Duration heal() {
        return victim.start();
    }
}
