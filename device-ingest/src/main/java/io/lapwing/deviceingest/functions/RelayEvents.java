package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.Delivery;
import io.lapwing.deviceingest.domain.Delivery.Delivered;
import io.lapwing.deviceingest.domain.Delivery.Failed;
import io.lapwing.deviceingest.domain.Delivery.Held;
import io.lapwing.deviceingest.domain.RetryRule;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.Counters.Counter;
import io.lapwing.sharedmodel.port.Outbox;
import io.lapwing.sharedmodel.port.Outbox.Leased;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Brings events that were taken out of the outbox to `deliverEvents`, and tells the outbox what became of them: the
/// same on every platform, which only decides when to take some, and how many.
///
/// When it throws [io.lapwing.sharedmodel.port.StoreUnavailable], what it did not get to say comes again when its lease
/// has ended. Thread-safe.
public final class RelayEvents implements BiConsumer<List<Leased>, Instant> {

    /// How many events are taken at once: so many that their leases hold while they are delivered one after the other.
    public static final int BATCH = 50;
    /// How long the events of a relay that died wait for the next one.
    public static final Duration LEASE = Duration.ofSeconds(30);

    private final Outbox outbox;
    private final Function<List<RecordedEvent>, List<Delivery>> deliverEvents;
    private final Counters counters;

    public RelayEvents(Outbox outbox, Function<List<RecordedEvent>, List<Delivery>> deliverEvents, Counters counters) {
        this.outbox = outbox;
        this.deliverEvents = deliverEvents;
        this.counters = counters;
    }

    /// @param taken just now
    @Override
    public void accept(List<Leased> taken, Instant now) {
        List<Delivery> outcomes = deliverEvents.apply(taken.stream().map(Leased::event).toList());
        if (outcomes.size() != taken.size()) {
            throw new IllegalStateException(outcomes.size() + " outcomes for " + taken.size() + " events");
        }
        List<Leased> delivered = IntStream.range(0, taken.size())
                .filter(i -> outcomes.get(i) instanceof Delivered).mapToObj(taken::get).toList();
        outbox.delivered(delivered);
        count(Counter.EVENTS_DELIVERED, delivered.size());
        for (int i = 0; i < taken.size(); i++) {
            switch (outcomes.get(i)) {
                case Delivered() -> {
                    // The outbox knows.
                }
                case Failed failed -> retry(taken.get(i), failed, now);
                case Held() -> outbox.postpone(taken.get(i), now, "an earlier one failed");
            }
        }
    }

    private void retry(Leased event, Failed failed, Instant now) {
        if (RetryRule.isHopeless(failed, event.attempt())) {
            outbox.putAside(event, failed.reason());
            count(Counter.EVENTS_PUT_ASIDE, 1);
        } else {
            outbox.postpone(event, now.plus(RetryRule.waitAfter(event.attempt())), failed.reason());
            count(Counter.EVENTS_POSTPONED, 1);
        }
    }

    private void count(Counter counter, int amount) {
        if (amount > 0) {
            counters.add(counter, amount);
        }
    }
}
