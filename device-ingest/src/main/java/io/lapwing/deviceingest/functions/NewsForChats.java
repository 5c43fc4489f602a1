package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.functions.EventHandlers.Handler;
import io.lapwing.sharedmodel.chat.ChatNews;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.port.WorkQueue;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Hands what people in chats may have to be told of to the function `notifyChat`, which has a queue of its own: a chat
/// platform that is slow must not hold up what devices wait for.
public record NewsForChats(WorkQueue queue) implements Handler<Event> {

    @Override
    public void handle(Event event, @Nullable TraceParent trace) {
        ChatNews.of(event).ifPresent(news -> queue.send(List.of(news.work(event.position(), trace))));
    }
}
