package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.EventFeed.Entry;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Events.anEvent;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/// What every [EventFeed] does.
public abstract class EventFeedContract {

    private final TenantId tenant = freshTenant();

    /// The feed under test. Tests work on tenants of their own.
    protected abstract EventFeed feed();

    private void append(RecordedEvent... events) {
        feed().append(List.of(events));
    }

    /// All of a tenant's, read as somebody does who can take only a few at a time.
    private List<Entry> all(TenantId of) {
        List<Entry> all = new ArrayList<>();
        for (List<Entry> some = feed().read(of, 0, 7); !some.isEmpty(); some = feed().read(of,
                all.getLast().number(), 7)) {
            all.addAll(some);
        }
        return all;
    }

    private static void assertNumbered(List<Entry> entries) {
        assertThat(entries).extracting(Entry::number)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, entries.size()).boxed().toList());
    }

    @Test
    void numbers_the_events_of_each_tenant_in_their_order() {
        TenantId other = freshTenant();
        RecordedEvent traced = new RecordedEvent(anEvent(tenant, "b", 1).event(), now(),
                new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", false));

        append(anEvent(tenant, "c", 1), anEvent(other, "x", 7), traced);
        append(anEvent(other, "y", 7), anEvent(tenant, "a", 1));

        assertThat(all(tenant)).extracting(entry -> entry.event().event().orderKey()).containsExactly(
                "command/" + tenant + "/c", "command/" + tenant + "/b", "command/" + tenant + "/a");
        assertThat(all(tenant).get(1)).isEqualTo(new Entry(2, traced));
        assertThat(all(other)).extracting(entry -> entry.event().event().orderKey())
                .containsExactly("command/" + other + "/x", "command/" + other + "/y");
        assertNumbered(all(tenant));
        assertNumbered(all(other));
    }

    @Test
    void changes_nothing_when_events_are_appended_again() {
        RecordedEvent first = anEvent(tenant, "a", 1);
        RecordedEvent second = anEvent(tenant, "a", 2);
        append(first, first);

        append(first, second, first);
        append(new RecordedEvent(second.event(), second.at().plusSeconds(1), null));

        assertThat(all(tenant)).containsExactly(new Entry(1, first), new Entry(2, second));
    }

    @Test
    void reads_on_after_an_entry() {
        append(IntStream.rangeClosed(1, 20).mapToObj(i -> anEvent(tenant, "a", i)).toArray(RecordedEvent[]::new));

        assertThat(feed().read(tenant, 17, 2)).extracting(Entry::number).containsExactly(18L, 19L);
        assertThat(feed().read(tenant, 19, 2)).extracting(Entry::number).containsExactly(20L);
        assertThat(feed().read(tenant, 20, 2)).isEmpty();
        assertThat(feed().read(tenant, 4711, 2)).isEmpty();
        assertThat(feed().read(freshTenant(), 0, 2)).isEmpty();
    }

    @Test
    void bounds_what_is_read_at_once() {
        Stream.of(0, -1, EventFeed.MAX_READ + 1).forEach(
                max -> assertThatIllegalArgumentException().isThrownBy(() -> feed().read(tenant, 0, max)));
    }

    @Test
    void takes_many_events_at_once_and_none() {
        List<RecordedEvent> events = IntStream.range(0, 1100).mapToObj(i -> anEvent(tenant, "k" + i % 50, i)).toList();

        append();
        feed().append(events);

        List<Entry> all = new ArrayList<>(feed().read(tenant, 0, EventFeed.MAX_READ));
        all.addAll(feed().read(tenant, all.getLast().number(), EventFeed.MAX_READ));
        assertNumbered(all);
        assertThat(all).extracting(Entry::event).containsExactlyElementsOf(events);
    }

    @Test
    void numbers_each_event_once_that_many_append_at_once() {
        List<RecordedEvent> shared = IntStream.range(0, 10).mapToObj(i -> anEvent(tenant, "shared", i)).toList();

        race(4, thread -> {
            for (int i = 0; i < 10; i++) {
                append(shared.get(i), anEvent(tenant, "own" + thread, i));
            }
            return null;
        });

        assertNumbered(all(tenant));
        assertThat(all(tenant)).extracting(entry -> entry.event().event()).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void misses_nothing_for_somebody_who_reads_along() {
        int writers = 3;
        int appends = 20;
        AtomicInteger running = new AtomicInteger(writers);

        List<List<Entry>> seen = race(writers + 1, thread -> {
            if (thread == 0) {
                return readAlong(running);
            }
            for (int i = 0; i < appends; i++) {
                append(anEvent(tenant, "a" + thread, i), anEvent(tenant, "b" + thread, i),
                        anEvent(freshTenant(), "a", 1));
            }
            running.decrementAndGet();
            return List.<Entry>of();
        });

        assertThat(seen.getFirst()).hasSize(writers * appends * 2);
        assertNumbered(seen.getFirst());
    }

    private List<Entry> readAlong(AtomicInteger running) {
        List<Entry> seen = new ArrayList<>();
        while (true) {
            boolean last = running.get() == 0;
            List<Entry> more = feed().read(tenant, seen.isEmpty() ? 0 : seen.getLast().number(), 10);
            seen.addAll(more);
            if (last && more.isEmpty()) {
                return seen;
            }
        }
    }
}
