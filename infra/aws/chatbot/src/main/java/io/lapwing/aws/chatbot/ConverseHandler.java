package io.lapwing.aws.chatbot;

import io.lapwing.aws.chatbot.ChatWorkConfiguration.Entry;
import io.lapwing.aws.runtime.FunctionHandler;

/// What Lambda calls for what somebody said in a chat.
public final class ConverseHandler extends FunctionHandler {

    public ConverseHandler() {
        super(new ChatWorkConfiguration(Entry.CONVERSE), Entry.CONVERSE.bean());
    }
}
