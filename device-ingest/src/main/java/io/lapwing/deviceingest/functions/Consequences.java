package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.functions.EventHandlers.Handler;
import io.lapwing.sharedmodel.event.AlertEvent;
import io.lapwing.sharedmodel.event.CommandEvent.CommandAdvanced;
import io.lapwing.sharedmodel.event.CommandEvent.CommandQueued;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.FileEvent.FileAdvanced;
import io.lapwing.sharedmodel.event.FileEvent.FileReceived;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceCameOnline;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceWentOffline;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.RuleEvent.RuleChanged;
import io.lapwing.sharedmodel.event.ShadowEvent.ShadowDiffered;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Does what follows from events.
final class Consequences {

    /// How many of a batch may wait for the same that is out of reach: after that, the rest of the batch comes again
    /// without a try, so that its leases do not end while it waits.
    private static final int MAX_OUTAGES = 2;

    private final EventHandlers handlers;
    private final Map<Handler<?>, List<StoreUnavailable>> outages = new HashMap<>();

    Consequences(EventHandlers handlers) {
        this.handlers = handlers;
    }

    void follow(DeliveryRun run) {
        run.each(this::follow);
    }

    private void follow(RecordedEvent recorded) {
        switch (recorded.event()) {
            case CommandQueued queued -> handle(handlers.commandQueued(), queued, recorded);
            case DeviceCameOnline online -> handle(handlers.deviceCameOnline(), online, recorded);
            case ShadowDiffered differed -> handle(handlers.shadowDiffered(), differed, recorded);
            case RuleChanged changed -> handle(handlers.ruleChanged(), changed, recorded);
            case AlertEvent changed -> handle(handlers.newsForChats(), changed, recorded);
            case CommandAdvanced advanced -> handle(handlers.newsForChats(), advanced, recorded);
            case FileReceived received -> handle(handlers.fileReceived(), received, recorded);
            case FileAdvanced advanced -> handle(handlers.newsForChats(), advanced, recorded);
            case DeviceWentOffline _ -> {
                // Being shown is all that there is to it.
            }
        }
    }

    private <E extends Event> void handle(Handler<E> handler, E event, RecordedEvent recorded) {
        List<StoreUnavailable> met = outages.computeIfAbsent(handler, _ -> new ArrayList<>());
        if (met.size() >= MAX_OUTAGES) {
            throw met.getLast();
        }
        try {
            handler.handle(event, recorded.trace());
        } catch (StoreUnavailable e) {
            met.add(e);
            throw e;
        }
    }
}
