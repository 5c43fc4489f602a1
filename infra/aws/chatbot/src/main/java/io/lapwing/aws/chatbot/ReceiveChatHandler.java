package io.lapwing.aws.chatbot;

import io.lapwing.aws.runtime.FunctionHandler;

/// What Lambda calls for requests of chat platforms.
public final class ReceiveChatHandler extends FunctionHandler {

    public ReceiveChatHandler() {
        super(new ReceiveChatConfiguration(), ReceiveChatConfiguration.FUNCTION);
    }
}
