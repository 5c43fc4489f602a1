package io.lapwing.aws.chatbot;

import io.lapwing.aws.chatbot.ChatWorkConfiguration.Entry;
import io.lapwing.aws.runtime.FunctionHandler;

/// What Lambda calls for messages that a platform did not want at first.
public final class PostChatHandler extends FunctionHandler {

    public PostChatHandler() {
        super(new ChatWorkConfiguration(Entry.POST_CHAT), Entry.POST_CHAT.bean());
    }
}
