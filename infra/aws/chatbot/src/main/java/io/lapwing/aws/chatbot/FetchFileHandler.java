package io.lapwing.aws.chatbot;

import io.lapwing.aws.chatbot.ChatWorkConfiguration.Entry;
import io.lapwing.aws.runtime.FunctionHandler;

/// What Lambda calls for files that people shared.
public final class FetchFileHandler extends FunctionHandler {

    public FetchFileHandler() {
        super(new ChatWorkConfiguration(Entry.FETCH_FILE), Entry.FETCH_FILE.bean());
    }
}
