package io.lapwing.aws.restapi;

import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.WebChat;
import io.lapwing.sharedmodel.chat.WebSaying;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/// The chatbot, put together when somebody first says something to it: its languages are nothing that every start of
/// `api` should wait for.
///
/// Thread-safe.
final class ChatOnceAsked implements WebChat {

    private final Supplier<WebChat> start;
    private volatile @Nullable WebChat chat;

    ChatOnceAsked(Supplier<WebChat> start) {
        this.start = start;
    }

    @Override
    public ChatMessage say(WebSaying saying) {
        WebChat started = chat;
        return (started == null ? start() : started).say(saying);
    }

    private synchronized WebChat start() {
        WebChat started = chat;
        if (started == null) {
            started = start.get();
            chat = started;
        }
        return started;
    }
}
