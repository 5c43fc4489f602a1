package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.Delivery;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.inmemory.CountedCounters;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.port.Counters.Counter;
import io.lapwing.sharedmodel.port.EventFeed;
import io.lapwing.sharedmodel.port.EventFeed.Entry;
import io.lapwing.sharedmodel.port.Outbox;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;

/// The function on an outbox and a feed in memory, with handlers that remember what they were given, and that fail
/// where they are told to.
final class EventSystem {

    private static final TenantId TENANT = new TenantId("acme");

    private final InMemoryStores stores = new InMemoryStores();
    private final CountedCounters counters = new CountedCounters();
    private final Map<Event, RuntimeException> failures = new HashMap<>();
    private final EventHandlers handlers = new EventHandlers(this::handle, this::handle, this::handle, this::handle,
            this::handle,
            EventHandlers.NO_CHATS);
    /// What was done.
    final List<Event> handled = new ArrayList<>();
    final List<@Nullable TraceParent> traces = new ArrayList<>();
    /// How often a handler was called.
    int attempts;

    private void handle(Event event, @Nullable TraceParent trace) {
        attempts++;
        RuntimeException failure = failures.get(event);
        if (failure != null) {
            throw failure;
        }
        handled.add(event);
        traces.add(trace);
    }

    void failOn(Event event, RuntimeException failure) {
        failures.put(event, failure);
    }

    void repair() {
        failures.clear();
    }

    static List<RecordedEvent> recorded(Event... events) {
        return Arrays.stream(events).map(event -> new RecordedEvent(event, T0, null)).toList();
    }

    DeliverEvents function() {
        return functionOn(stores.feed());
    }

    DeliverEvents functionOn(EventFeed feed) {
        return new DeliverEvents(feed, handlers);
    }

    List<Delivery> deliver(Event... events) {
        return function().apply(recorded(events));
    }

    RelayEvents relay() {
        return new RelayEvents(outbox(), function(), counters);
    }

    Outbox outbox() {
        return stores.outbox();
    }

    List<Entry> feed() {
        return stores.feed().read(TENANT, 0, EventFeed.MAX_READ);
    }

    long count(Counter counter) {
        return counters.total(counter);
    }

    /// The same feed, which first looks at what is appended.
    EventFeed feedThat(Consumer<List<RecordedEvent>> look) {
        return new EventFeed() {
            @Override
            public void append(List<RecordedEvent> events) {
                look.accept(events);
                stores.feed().append(events);
            }

            @Override
            public List<Entry> read(TenantId tenant, long after, int max) {
                return stores.feed().read(tenant, after, max);
            }
        };
    }
}
