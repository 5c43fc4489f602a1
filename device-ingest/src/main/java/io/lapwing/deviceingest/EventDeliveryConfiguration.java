package io.lapwing.deviceingest;

import io.lapwing.deviceingest.domain.Delivery;
import io.lapwing.deviceingest.functions.ApplyRule;
import io.lapwing.deviceingest.functions.DeliverEvents;
import io.lapwing.deviceingest.functions.DispatchCommands;
import io.lapwing.deviceingest.functions.EventHandlers;
import io.lapwing.deviceingest.functions.FilesToProcess;
import io.lapwing.deviceingest.functions.NewsForChats;
import io.lapwing.deviceingest.functions.PublishDeltas;
import io.lapwing.deviceingest.functions.Reachability;
import io.lapwing.deviceingest.functions.RelayEvents;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.CommandSender;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.EventFeed;
import io.lapwing.sharedmodel.port.Outbox;
import io.lapwing.sharedmodel.port.WorkQueue;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What is done about events, beside [DeviceIngestConfiguration]: where something takes them out of the outbox, and
/// commands can be sent.
@Configuration(proxyBeanMethods = false)
public class EventDeliveryConfiguration {

    @Bean
    DispatchCommands dispatchCommands(CommandStore commands, CommandSender sender, Reachability reachability,
            InstantSource clock) {
        return new DispatchCommands(commands, sender, reachability, clock);
    }

    /// @param chats hands on what chats may have to be told of
    @Bean
    EventHandlers eventHandlers(DispatchCommands dispatch, PublishDeltas deltas, ApplyRule rules,
            FilesToProcess files, NewsForChats chats) {
        return new EventHandlers((queued, _) -> dispatch.accept(queued), (online, _) -> dispatch.accept(online),
                deltas::deliver, rules, files, chats);
    }

    @Bean
    FilesToProcess filesToProcess(WorkQueue queue) {
        return new FilesToProcess(queue);
    }

    @Bean
    NewsForChats newsForChats(WorkQueue queue) {
        return new NewsForChats(queue);
    }

    @Bean
    DeliverEvents deliverEvents(EventFeed feed, EventHandlers handlers) {
        return new DeliverEvents(feed, handlers);
    }

    @Bean
    RelayEvents relayEvents(Outbox outbox, Function<List<RecordedEvent>, List<Delivery>> deliverEvents,
            Counters counters) {
        return new RelayEvents(outbox, deliverEvents, counters);
    }
}
