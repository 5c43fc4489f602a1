package io.lapwing.aws.chatbot;

import io.lapwing.aws.chatbot.ChatWorkConfiguration.Entry;
import io.lapwing.aws.runtime.FunctionHandler;

/// What Lambda calls for boards that are to be written.
public final class WriteBoardsHandler extends FunctionHandler {

    public WriteBoardsHandler() {
        super(new ChatWorkConfiguration(Entry.WRITE_BOARDS), Entry.WRITE_BOARDS.bean());
    }
}
