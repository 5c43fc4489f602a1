package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.event.AlertEvent;
import io.lapwing.sharedmodel.event.CommandEvent;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.FileEvent;
import io.lapwing.sharedmodel.event.PresenceEvent;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.RuleEvent;
import io.lapwing.sharedmodel.event.ShadowEvent;
import io.lapwing.sharedmodel.port.EventFeed;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.util.List;
import java.util.function.Consumer;

/// Puts into the feed what people and their apps want to hear of.
final class FeedEntries {

    private final EventFeed feed;

    FeedEntries(EventFeed feed) {
        this.feed = feed;
    }

    /// All in one go; one by one if that fails, so that one that cannot be shown takes no other down with it. A feed
    /// that is out of reach is not waited for again.
    void show(DeliveryRun run) {
        List<RecordedEvent> shown = run.open(event -> isShown(event.event()));
        if (shown.isEmpty()) {
            return;
        }
        try {
            feed.append(shown);
        } catch (StoreUnavailable e) {
            eachShown(run, _ -> {
                throw e;
            });
        } catch (RuntimeException _) {
            eachShown(run, event -> feed.append(List.of(event)));
        }
    }

    private static void eachShown(DeliveryRun run, Consumer<RecordedEvent> action) {
        run.each(event -> {
            if (isShown(event.event())) {
                action.accept(event);
            }
        });
    }

    private static boolean isShown(Event event) {
        return switch (event) {
            case AlertEvent _,CommandEvent _,FileEvent _,PresenceEvent _ -> true;
            case RuleEvent _,ShadowEvent _ -> false;
        };
    }
}
