package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.port.EventFeed;
import io.lapwing.sharedmodel.port.EventFeed.Entry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

/// A process that records alerts, and relays them, is killed again and again.
class KilledRelayTest {

    private static final int KILLS = 20;
    private static final int MAX_EVENTS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TenantId tenant = freshTenant();

    @Test
    void announces_each_event_once_and_in_order_though_its_process_was_killed_twenty_times() {
        DatabaseSettings settings = TestPostgres.freshSettings();
        try (PostgresDatabase database = PostgresDatabase.open(settings)) {
            EventFeed feed = new PostgresEventFeed(database);
            Random random = new Random(1);
            long last = 0;
            int relayedByTheKilled = 0;
            for (int i = 0; i < KILLS; i++) {
                // The event after the last one that it told of may be there or not: the next one records it again.
                last = RelayProcess.runAndKill(settings, tenant, last + 1, 1 + random.nextInt(MAX_EVENTS));
                relayedByTheKilled = all(feed).size();
            }
            long recorded = last;
            assertThat(recorded).isGreaterThan(KILLS);
            assertThat(relayedByTheKilled).isPositive();

            try (OutboxRelay _ = RelayProcess.startRelay(database)) {
                within(PATIENCE, () -> assertThat(all(feed)).hasSizeGreaterThanOrEqualTo((int) recorded));
            }

            assertComplete(all(feed), recorded);
        }
    }

    private List<Entry> all(EventFeed feed) {
        List<Entry> all = new ArrayList<>();
        for (List<Entry> some = feed.read(tenant, 0, 1000); !some.isEmpty(); some = feed.read(tenant,
                all.getLast().number(), 1000)) {
            all.addAll(some);
        }
        return all;
    }

    /// The one event more is that of which nobody was told that it was recorded.
    private static void assertComplete(List<Entry> entries, long recorded) {
        List<Event> events = entries.stream().map(entry -> entry.event().event()).toList();
        assertThat(events).doesNotHaveDuplicates().hasSizeBetween((int) recorded, (int) recorded + 1);
        assertThat(entries).extracting(Entry::number)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, entries.size()).boxed().toList());
        Map<String, List<Long>> byKey = events.stream().collect(Collectors.groupingBy(Event::orderKey,
                Collectors.mapping(Event::position, Collectors.toList())));
        assertThat(byKey).hasSize(4).allSatisfy((_, positions) -> assertThat(positions).isSorted());
    }
}
