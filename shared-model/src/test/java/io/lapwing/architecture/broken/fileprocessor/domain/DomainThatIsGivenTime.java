package io.lapwing.architecture.broken.fileprocessor.domain;

import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Keeps to the rules: what it needs of the machine, it is given.
public record DomainThatIsGivenTime(InstantSource clock, RandomGenerator random) {

    public Instant later() {
        return clock.instant().plusMillis(random.nextInt(1000));
    }
}
