package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.Delivery;
import io.lapwing.deviceingest.domain.Delivery.Delivered;
import io.lapwing.deviceingest.domain.Delivery.Failed;
import io.lapwing.deviceingest.domain.Delivery.Held;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The events of one batch, and what has become of them so far.
final class DeliveryRun {

    private static final System.Logger LOG = System.getLogger(DeliveryRun.class.getName());

    private final List<RecordedEvent> events;
    /// Where the event of a key stands that failed.
    private final Map<String, Integer> failedAt = new HashMap<>();
    private final Map<Integer, Failed> failures = new HashMap<>();

    DeliveryRun(List<RecordedEvent> events) {
        this.events = List.copyOf(events);
    }

    /// Those of which nothing of their key has failed.
    List<RecordedEvent> open(Predicate<RecordedEvent> wanted) {
        return events.stream().filter(wanted).filter(event -> !failedAt.containsKey(event.event().orderKey())).toList();
    }

    /// Does something with each event of which nothing of its key has failed.
    void each(Consumer<RecordedEvent> action) {
        for (int i = 0; i < events.size(); i++) {
            RecordedEvent event = events.get(i);
            if (!failedAt.containsKey(event.event().orderKey())) {
                attempt(i, event, action);
            }
        }
    }

    private void attempt(int place, RecordedEvent event, Consumer<RecordedEvent> action) {
        try {
            action.accept(event);
        } catch (StoreUnavailable e) {
            LOG.log(Level.WARNING, "an event comes again: {0}", e.getMessage());
            failed(place, event, new Failed("something could not be reached", true));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, event.event().getClass().getSimpleName() + " of " + event.event().orderKey()
                    + " could not be delivered", e);
            failed(place, event, new Failed(e.getClass().getSimpleName(), false));
        }
    }

    private void failed(int place, RecordedEvent event, Failed failure) {
        failedAt.put(event.event().orderKey(), place);
        failures.put(place, failure);
    }

    List<Delivery> outcomes() {
        List<Delivery> outcomes = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Integer failed = failedAt.get(events.get(i).event().orderKey());
            Failed failure = failures.get(i);
            if (failure != null) {
                outcomes.add(failure);
            } else {
                outcomes.add(failed == null || i < failed ? new Delivered() : new Held());
            }
        }
        return outcomes;
    }
}
