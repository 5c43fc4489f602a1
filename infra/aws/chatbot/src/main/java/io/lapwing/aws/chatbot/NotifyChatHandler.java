package io.lapwing.aws.chatbot;

import io.lapwing.aws.chatbot.ChatWorkConfiguration.Entry;
import io.lapwing.aws.runtime.FunctionHandler;

/// What Lambda calls for what chats may have to be told of.
public final class NotifyChatHandler extends FunctionHandler {

    public NotifyChatHandler() {
        super(new ChatWorkConfiguration(Entry.NOTIFY_CHAT), Entry.NOTIFY_CHAT.bean());
    }
}
