package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.Outbox.Leased;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Events.anEvent;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;

/// What an outbox does when many take from it and put into it.
interface OutboxRacingTests {

    int KEYS = 12;
    int EVENTS_OF_EACH = 6;
    int TAKERS = 4;
    Duration RACE_LEASE = Duration.ofSeconds(60);

    Outbox outbox();

    /// What was delivered of each key, one after the other.
    final class Deliveries {

        private final Map<String, List<Long>> byKey = new ConcurrentHashMap<>();
        private final Map<String, String> holders = new ConcurrentHashMap<>();
        private final AtomicInteger keysHeldTwice = new AtomicInteger();

        void begin(Leased leased) {
            if (holders.putIfAbsent(leased.event().event().orderKey(), leased.token()) != null) {
                keysHeldTwice.incrementAndGet();
            }
        }

        void deliver(Leased leased) {
            Event event = leased.event().event();
            byKey.computeIfAbsent(event.orderKey(), _ -> new CopyOnWriteArrayList<>()).add(event.position());
        }

        void end(Leased leased) {
            holders.remove(leased.event().event().orderKey());
        }

        long distinct() {
            return byKey.values().stream().mapToLong(positions -> positions.stream().distinct().count()).sum();
        }
    }

    private List<RecordedEvent> appended(TenantId tenant) {
        List<RecordedEvent> all = IntStream.range(0, KEYS).boxed()
                .flatMap(key -> LongStream.rangeClosed(1, EVENTS_OF_EACH)
                        .mapToObj(position -> anEvent(tenant, "k" + key, position)))
                .toList();
        outbox().append(all);
        return all;
    }

    private static void assertInOrder(Deliveries deliveries) {
        List<Long> inOrder = LongStream.rangeClosed(1, EVENTS_OF_EACH).boxed().toList();
        assertThat(deliveries.byKey).hasSize(KEYS);
        assertThat(deliveries.byKey.values())
                .allSatisfy(positions -> assertThat(positions.stream().distinct()).isEqualTo(inOrder));
    }

    @Test
    default void keeps_the_order_of_each_key_among_many_takers() {
        int all = appended(freshTenant()).size();
        Deliveries deliveries = new Deliveries();

        race(TAKERS, _ -> {
            while (deliveries.distinct() < all) {
                List<Leased> taken = outbox().take(5, now(), RACE_LEASE);
                taken.forEach(deliveries::begin);
                taken.forEach(deliveries::deliver);
                taken.forEach(deliveries::end);
                outbox().delivered(taken);
            }
            return null;
        });

        assertInOrder(deliveries);
        assertThat(deliveries.keysHeldTwice).hasValue(0);
        assertThat(deliveries.byKey.values().stream().mapToInt(List::size).sum()).isEqualTo(all);
    }

    /// Some takers die before they deliver and some after, and time passes, so that leases of those who live are lost
    /// as well.
    @Test
    default void loses_nothing_and_no_order_when_takers_die() {
        int all = appended(freshTenant()).size();
        Deliveries deliveries = new Deliveries();
        Instant start = now();
        AtomicLong passed = new AtomicLong();

        race(TAKERS, number -> {
            Random random = new Random(number);
            while (deliveries.distinct() < all) {
                Instant now = start.plusMillis(passed.addAndGet(RACE_LEASE.toMillis() / (2 * TAKERS)));
                List<Leased> taken = outbox().take(5, now, RACE_LEASE);
                for (Leased leased : taken) {
                    int fate = random.nextInt(4);
                    if (fate > 0) {
                        deliveries.deliver(leased);
                    }
                    if (fate > 1) {
                        outbox().delivered(List.of(leased));
                    }
                }
            }
            return null;
        });

        assertInOrder(deliveries);
    }

    @Test
    default void takes_an_event_in_once_that_many_append() {
        TenantId tenant = freshTenant();
        RecordedEvent event = anEvent(tenant, "a", 1);

        race(TAKERS, thread -> {
            outbox().append(List.of(event, anEvent(tenant, "t" + thread, 1)));
            return null;
        });

        List<Leased> taken = outbox().take(100, now(), RACE_LEASE);
        assertThat(taken).extracting(Leased::event).hasSize(1 + TAKERS).doesNotHaveDuplicates();
        outbox().delivered(taken);
        assertThat(outbox().take(100, now().plus(RACE_LEASE), RACE_LEASE)).isEmpty();
    }
}
