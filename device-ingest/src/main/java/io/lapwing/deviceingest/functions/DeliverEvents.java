package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.Delivery;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.EventFeed;

import java.util.List;
import java.util.function.Function;

/// The function `deliverEvents`: shows events in their tenant's feed, and does what follows from them.
///
/// Delivering an event again changes nothing. One that fails stops no event of another key; later ones of its own are
/// held. Never throws because of an event or an outage. Thread-safe.
public final class DeliverEvents implements Function<List<RecordedEvent>, List<Delivery>> {

    private final EventFeed feed;
    private final EventHandlers handlers;

    public DeliverEvents(EventFeed feed, EventHandlers handlers) {
        this.feed = feed;
        this.handlers = handlers;
    }

    /// @param events of one key in the order of their positions
    /// @return what became of each, in their order
    @Override
    public List<Delivery> apply(List<RecordedEvent> events) {
        DeliveryRun run = new DeliveryRun(events);
        new FeedEntries(feed).show(run);
        new Consequences(handlers).follow(run);
        return run.outcomes();
    }
}
