package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.ChatQueues;
import io.lapwing.sharedmodel.chat.Subscription;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.work.WorkId;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkPayload;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// That a board is to be written, as it lies in the queue.
///
/// @param tenant whose
/// @param place where
record BoardWork(TenantId tenant, ChatPlace place) {
    /// How long alerts are gathered before they are told.
    private static final Duration GATHERED = Duration.ofSeconds(2);
    /// The same where each change is a new message, since none can be edited.
    private static final Duration GATHERED_FOR_NEW = Duration.ofSeconds(60);

    static WorkItem in(Subscription subscription, @Nullable TraceParent trace) {
        return in(subscription, trace, subscription.place().channel() == Channel.WHATSAPP ? GATHERED_FOR_NEW
                : GATHERED);
    }

    static WorkItem in(Subscription subscription, @Nullable TraceParent trace, Duration delay) {
        WorkPayload payload = WorkPayload.of(Json.write(Map.of("tenant", subscription.tenant().value(), "place",
                InputJson.place(subscription.place()))));
        return WorkItem.of(ChatQueues.BOARDS, new WorkId(subscription.tenant().value() + ":" + subscription.version()),
                payload, trace).delayedBy(delay);
    }

    static BoardWork read(WorkItem item) {
        Payload json = Payload.read(item.payload().toBytes());
        return new BoardWork(new TenantId(json.at("tenant").text()), InputJson.place(json.at("place")));
    }
}
