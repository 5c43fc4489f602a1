package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.Outbox;
import io.lapwing.sharedmodel.port.Outbox.Leased;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Events.anEvent;
import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

class OutboxRelayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /// So long that nothing is found because somebody looked by himself.
    private static final RelaySettings SLEEPY = new RelaySettings(2, 10, Duration.ofSeconds(30),
            Duration.ofMillis(10), Duration.ofMinutes(10));

    private static final RelaySettings LOOKING = new RelaySettings(2, 10, Duration.ofSeconds(30),
            Duration.ofMillis(10), Duration.ofMillis(100));

    private final DatabaseSettings direct = TestPostgres.freshSettings();
    private final PostgresDatabase database = PostgresDatabase.open(direct);
    private final Outbox outbox = new PostgresOutbox(database);
    private final TenantId tenant = freshTenant();
    private final List<RecordedEvent> delivered = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        database.close();
    }

    private void deliver(List<Leased> taken, Instant now) {
        taken.forEach(leased -> delivered.add(leased.event()));
        outbox.delivered(taken);
    }

    private OutboxRelay relay(BiConsumer<List<Leased>, Instant> deliver, RelaySettings settings) {
        return OutboxRelay.start(database, deliver, InstantSource.system(), settings);
    }

    private void assertDelivers(RecordedEvent... events) {
        outbox.append(List.of(events));
        within(PATIENCE, () -> assertThat(delivered).contains(events));
    }

    @Test
    void delivers_what_was_there_before_it_started() {
        RecordedEvent event = anEvent(tenant, "a", 1);
        outbox.append(List.of(event));

        try (OutboxRelay _ = relay(this::deliver, SLEEPY)) {
            within(PATIENCE, () -> assertThat(delivered).containsExactly(event));
        }
    }

    @Test
    void is_told_of_events_within_milliseconds() {
        long[] micros = new long[50];
        try (OutboxRelay _ = relay(this::deliver, SLEEPY)) {
            assertDelivers(anEvent(tenant, "first", 1));
            for (int i = 0; i < micros.length; i++) {
                long start = System.nanoTime();
                outbox.append(List.of(anEvent(tenant, "a" + i, 1)));
                int expected = i + 2;
                while (delivered.size() < expected) {
                    Thread.onSpinWait();
                }
                micros[i] = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
            }
        }

        Arrays.sort(micros);
        System.out.printf("from append to delivery: median %d, worst %d microseconds%n", micros[micros.length / 2],
                micros[micros.length - 1]);
        assertThat(micros[micros.length / 2]).isLessThan(50_000);
    }

    @Test
    void delivers_all_of_a_key_in_order_without_being_told_again() {
        RecordedEvent[] events = {anEvent(tenant, "a", 1), anEvent(tenant, "a", 2), anEvent(tenant, "a", 3)};

        try (OutboxRelay _ = relay(this::deliver, SLEEPY)) {
            assertDelivers(events);
        }

        assertThat(delivered).containsExactly(events);
    }

    @Test
    void lets_no_slow_delivery_hold_up_another_batch() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch slow = new CountDownLatch(1);
        RecordedEvent first = anEvent(tenant, "slow", 1);
        BiConsumer<List<Leased>, Instant> deliver = (taken, now) -> {
            if (taken.getFirst().event().equals(first)) {
                begun.countDown();
                await(slow);
            }
            deliver(taken, now);
        };

        try (OutboxRelay _ = relay(deliver, SLEEPY)) {
            outbox.append(List.of(first));
            await(begun);
            assertDelivers(anEvent(tenant, "quick", 1));
            assertThat(delivered).doesNotContain(first);
            slow.countDown();
        }
        assertThat(delivered).contains(first);
    }

    @Test
    void goes_on_after_a_delivery_that_failed() {
        RecordedEvent bad = anEvent(tenant, "bad", 1);
        BiConsumer<List<Leased>, Instant> deliver = (taken, now) -> {
            if (taken.getFirst().event().equals(bad)) {
                throw new IllegalStateException("a fault");
            }
            deliver(taken, now);
        };

        try (OutboxRelay _ = relay(deliver, new RelaySettings(1, 1, Duration.ofMillis(200), Duration.ZERO,
                Duration.ofMillis(100)))) {
            outbox.append(List.of(bad));
            assertDelivers(anEvent(tenant, "good", 1), anEvent(tenant, "better", 1));
        }

        assertThat(delivered).doesNotContain(bad);
    }

    @Test
    void ends_with_what_it_had_begun_delivered() {
        CountDownLatch begun = new CountDownLatch(1);
        RecordedEvent event = anEvent(tenant, "a", 1);
        OutboxRelay relay = relay((taken, now) -> {
            begun.countDown();
            await(new CountDownLatch(1), Duration.ofMillis(300));
            deliver(taken, now);
        }, SLEEPY);
        outbox.append(List.of(event));
        await(begun);

        relay.close();

        assertThat(delivered).containsExactly(event);
        outbox.append(List.of(anEvent(tenant, "a", 2)));
        assertThat(outbox.take(10, now(), Duration.ofSeconds(1))).hasSize(1);
    }

    @Test
    void finds_what_another_process_put_in_also_after_its_connection_broke() {
        int port = URI.create(direct.url().substring("jdbc:".length())).getPort();
        try (TcpGate gate = new TcpGate(port);
                PostgresDatabase gated = PostgresDatabase.open(DatabaseSettings.of(
                        direct.url().replace(":" + port + "/", ":" + gate.port() + "/"), direct.user(),
                        direct.password()));
                OutboxRelay _ = OutboxRelay.start(gated, this::deliver, InstantSource.system(), LOOKING)) {
            assertDelivers(anEvent(tenant, "before", 1));

            gate.cut();

            assertDelivers(anEvent(tenant, "after", 1));
            gate.cut();
            gate.cut();
            assertDelivers(anEvent(tenant, "again", 1));
        }
    }

    private static void await(CountDownLatch latch) {
        await(latch, PATIENCE);
    }

    private static void await(CountDownLatch latch, Duration patience) {
        try {
            var _ = latch.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
