package io.lapwing.loadtests.kill;

import io.lapwing.loadtests.process.Waiting;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// The network between the app and an outside broker is gone for some seconds.
final class CutNetwork implements Strike {

    private static final int MAX_MILLIS = 10_000;
    private static final int MIN_MILLIS = 200;

    private final Scene scene;
    private final RandomGenerator random;

    CutNetwork(Scene scene, RandomGenerator random) {
        this.scene = scene;
        this.random = random;
    }

    @Override
    public String hit() {
        scene.network().cut();
        return "network cut";
    }

    @Override
    public Duration heal() {
        Duration outage = Duration.ofMillis(random.nextInt(MIN_MILLIS, MAX_MILLIS));
        Waiting.pause(outage);
        scene.network().restore();
        return outage;
    }
}
