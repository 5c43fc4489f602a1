package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.Outbox;
import io.lapwing.sharedmodel.port.Outbox.Leased;
import io.lapwing.sharedmodel.port.OutboxContract;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Events.anEvent;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

@NeedsDynamoDb
class DynamoDbOutboxTest extends OutboxContract {

    private static final Duration LEASE = Duration.ofSeconds(30);

    /// Of its own: other tests put events into theirs.
    private static final DynamoDatabase DATABASE = TestDynamoDb.shared().database();

    private final DynamoDbOutbox outbox = new DynamoDbOutbox(DATABASE);

    @Override
    public Outbox outbox() {
        return outbox;
    }

    private static String partitionOf(RecordedEvent event) {
        return DATABASE.keys().outbox(event.event()).pk();
    }

    @Test
    void takes_only_from_the_partitions_that_it_is_told_of() {
        List<RecordedEvent> events = IntStream.range(0, 60).mapToObj(i -> anEvent(freshTenant(), "k" + i, 1)).toList();
        outbox.append(events);
        String wanted = partitionOf(events.getFirst());

        List<Leased> taken = outbox.of(Set.of(wanted, "T#acme", "O#99")).take(100, now(), LEASE);

        assertThat(taken).extracting(Leased::event).containsExactlyInAnyOrderElementsOf(
                events.stream().filter(event -> partitionOf(event).equals(wanted)).toList());
        outbox.delivered(taken);
    }

    @Test
    void spreads_keys_over_all_partitions() {
        Set<String> partitions = new HashSet<>();

        IntStream.range(0, 500).forEach(i -> partitions.add(partitionOf(anEvent(freshTenant(), "k" + i, 1))));

        assertThat(partitions).hasSize(Keys.outboxShards());
    }

    @Test
    void passes_keys_that_wait_with_many_events_behind_them() {
        TenantId tenant = freshTenant();
        List<RecordedEvent> waiting = IntStream.range(0, 120).mapToObj(i -> anEvent(tenant, "a", i)).toList();
        outbox.append(waiting.subList(0, 100));
        outbox.append(waiting.subList(100, 120));
        assertThat(outbox.take(100, now(), LEASE)).hasSize(1);
        List<RecordedEvent> others = IntStream.range(0, 40).mapToObj(i -> anEvent(tenant, "b" + i, 1)).toList();

        outbox.append(others);

        List<Leased> taken = outbox.take(100, now(), LEASE);
        assertThat(taken).extracting(Leased::event).containsExactlyInAnyOrderElementsOf(others);
        outbox.delivered(taken);
        DATABASE.deleteAll("test", waiting.stream().map(event -> DATABASE.keys().outbox(event.event())).toList());
    }

    @Test
    void keeps_what_was_put_aside_with_the_reason() {
        RecordedEvent event = anEvent(freshTenant(), "a", 1);
        outbox.append(List.of(event));
        Leased taken = outbox.take(1, now(), LEASE).getFirst();

        outbox.putAside(taken, "nobody knows it");

        var letter = DATABASE.get("test", DATABASE.keys().outboxDeadLetter(event.event())).orElseThrow();
        assertThat(Items.text(letter, "reason")).isEqualTo("nobody knows it");
        assertThat(letter).containsKeys("event", "attempts", Keys.EXPIRES_AT);
    }
}
