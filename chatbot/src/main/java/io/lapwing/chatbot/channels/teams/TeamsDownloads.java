package io.lapwing.chatbot.channels.teams;

import io.lapwing.chatbot.channels.HttpCall;
import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.SharedFiles;
import io.lapwing.sharedmodel.chat.ChatAct.SharedFile;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.http.SafeUrl;
import io.lapwing.sharedmodel.port.ChatFiles;

/// Files that people give the bot in Teams, by the addresses that [TeamsFiles] found.
final class TeamsDownloads implements ChatFiles {
    private final HttpCaller http;
    private final TeamsAccess access;

    /// @param access as the sender's
    TeamsDownloads(HttpCaller http, TeamsAccess access) {
        this.http = http;
        this.access = access;
    }

    /// Our token goes to the service alone that the place is at.
    @Override
    public Found find(ChatPlace place, SharedFile file) {
        HttpCall address;
        try {
            address = HttpCall.get(SafeUrl.of(file.id()));
        } catch (IllegalArgumentException _) {
            return new Found.Gone("Teams has no such file");
        }
        String service = place.answer();
        if (service == null || !file.id().startsWith(TeamsFiles.withSlash(service))) {
            return SharedFiles.at(http, address, file.size());
        }
        return switch (access.get(http.deadline())) {
            case TeamsAccess.Granted(String token) -> SharedFiles.at(http, address.withBearer(token), file.size());
            case TeamsAccess.Denied(var sent) -> SharedFiles.not(sent);
        };
    }
}
