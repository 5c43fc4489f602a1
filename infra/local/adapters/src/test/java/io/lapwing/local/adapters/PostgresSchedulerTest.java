package io.lapwing.local.adapters;

import io.lapwing.local.adapters.PostgresScheduler.Run;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

class PostgresSchedulerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final DatabaseSettings settings = TestPostgres.freshSettings();
    private final PostgresDatabase database = PostgresDatabase.open(settings);
    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void runs_again_and_again_and_gives_the_time() {
        try (PostgresScheduler _ = start("one", now -> {
            assertThat(now).isBetween(Instant.now().minusSeconds(5), Instant.now());
            runs.incrementAndGet();
        })) {
            within(PATIENCE, () -> assertThat(runs).hasValueGreaterThan(3));
        }
    }

    @Test
    void runs_again_after_an_outage_and_after_a_failure() {
        try (PostgresScheduler _ = start("one", _ -> {
            switch (runs.incrementAndGet()) {
                case 1 -> throw new StoreUnavailable("test", "run", new IllegalStateException("the store is away"));
                case 2 -> throw new IllegalStateException("a bug");
                default -> {
                    // All is well again.
                }
            }
        })) {
            within(PATIENCE, () -> assertThat(runs).hasValueGreaterThan(3));
        }
    }

    @Test
    void runs_in_one_process_at_a_time() {
        AtomicInteger atIt = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Consumer<Instant> work = _ -> {
            most.accumulateAndGet(atIt.incrementAndGet(), Math::max);
            sleep(Duration.ofMillis(50));
            atIt.decrementAndGet();
            runs.incrementAndGet();
        };
        try (PostgresDatabase other = PostgresDatabase.open(settings);
                PostgresScheduler _ = start("one", work);
                PostgresScheduler _ = PostgresScheduler.start(other, "two", List.of(new Run("check", PAUSE, work)),
                        InstantSource.system())) {
            within(PATIENCE, () -> assertThat(runs).hasValueGreaterThan(8));
            assertThat(most).hasValue(1);
        }
    }

    @Test
    void takes_over_from_a_process_that_died_in_the_middle_of_its_run() {
        CountDownLatch never = new CountDownLatch(1);
        try (PostgresDatabase dying = PostgresDatabase.open(settings);
                PostgresScheduler _ = PostgresScheduler.start(dying, "dying",
                        List.of(new Run("check", PAUSE, _ -> await(never, runs))), InstantSource.system())) {
            within(PATIENCE, () -> assertThat(runs).hasValue(1));
            loseSight(dying);
            AtomicInteger others = new AtomicInteger();
            try (PostgresScheduler _ = start("living", _ -> others.incrementAndGet())) {
                within(Duration.ofSeconds(30), () -> assertThat(others).hasValueGreaterThan(0));
            } finally {
                never.countDown();
            }
        }
    }

    /// From here on no heartbeat, and no end of a run, can be told.
    private static void loseSight(PostgresDatabase database) {
        database.close();
    }

    @Test
    void ends_when_it_is_closed() {
        start("one", _ -> runs.incrementAndGet()).close();
        int before = runs.get();
        sleep(Duration.ofMillis(800));
        assertThat(runs).hasValue(before);
    }

    private PostgresScheduler start(String node, Consumer<Instant> work) {
        return PostgresScheduler.start(database, node, List.of(new Run("check", PAUSE, work)),
                InstantSource.system());
    }

    private static void await(CountDownLatch end, AtomicInteger begun) {
        begun.incrementAndGet();
        try {
            assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
