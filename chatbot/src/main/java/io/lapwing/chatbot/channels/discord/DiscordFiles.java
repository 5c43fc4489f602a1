package io.lapwing.chatbot.channels.discord;

import io.lapwing.chatbot.channels.HttpCall;
import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.SharedFiles;
import io.lapwing.sharedmodel.chat.ChatAct.SharedFile;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.http.SafeUrl;
import io.lapwing.sharedmodel.port.ChatFiles;

/// Files that people give with a command on Discord: whoever knows the address can read one, for a day.
public final class DiscordFiles implements ChatFiles {
    private final HttpCaller http;

    public DiscordFiles(HttpCaller http) {
        this.http = http;
    }

    @Override
    public Found find(ChatPlace place, SharedFile file) {
        try {
            return SharedFiles.at(http, HttpCall.get(SafeUrl.of(file.id())), file.size());
        } catch (IllegalArgumentException _) {
            return new Found.Gone("Discord has no such file");
        }
    }
}
