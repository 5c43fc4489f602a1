package io.lapwing.architecture.broken.fileprocessor.functions;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Breaks `NO_CLOCK_RANDOMNESS_OR_ENVIRONMENT`, in every way that a function might.
public final class FunctionThatReadsTheMachine {

    private FunctionThatReadsTheMachine() {}

    public static List<Object> times() {
        return List.of(Instant.now(), System.currentTimeMillis(), System.nanoTime(), LocalDate.now(ZoneOffset.UTC),
                ZonedDateTime.now(ZoneOffset.UTC), Clock.systemUTC(), InstantSource.system());
    }

    /// A method reference reads as well as a call does.
    public static Supplier<Clock> later() {
        return Clock::systemDefaultZone;
    }

    public static List<Object> chances() {
        return List.of(Math.random(), UUID.randomUUID(), ThreadLocalRandom.current(), new Random(),
                new SecureRandom(), RandomGenerator.getDefault());
    }

    public static List<Object> settings() {
        return List.of(System.getenv(), System.getProperty("user.dir", ""), ZoneId.systemDefault());
    }
}
