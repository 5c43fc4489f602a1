package io.lapwing.chatbot.channels.slack;

import io.lapwing.chatbot.channels.HttpCall;
import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.MalformedPayload;
import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.SharedFiles;
import io.lapwing.sharedmodel.chat.ChatAct.SharedFile;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.http.SafeUrl;
import io.lapwing.sharedmodel.port.ChatFiles;

import java.net.URI;
import java.util.Map;

/// Files that people share in Slack. The bot needs the scope `files:read`.
public final class SlackFiles implements ChatFiles {
    private final HttpCaller http;
    private final SlackApi api;
    private final String token;

    /// @param api as for [SlackSender]
    /// @param botToken begins with `xoxb-`
    public SlackFiles(HttpCaller http, URI api, String botToken) {
        this.http = http;
        this.api = new SlackApi(http, api, botToken);
        this.token = botToken;
    }

    @Override
    public Found find(ChatPlace place, SharedFile file) {
        return switch (api.form("files.info", Map.of("file", file.id()), api.deadline())) {
            case SlackApi.Answer.Well(Payload fields) -> found(fields.at("file"));
            case SlackApi.Answer.Refused refused -> SharedFiles.not(refused.toSent());
            case SlackApi.Answer.Undone(var sent) -> SharedFiles.not(sent);
        };
    }

    private Found found(Payload file) {
        try {
            URI url = SafeUrl.of(file.at("url_private_download").text());
            return SharedFiles.at(http, HttpCall.get(url).withBearer(token),
                    file.at("size").optionalInteger().orElse(-1L));
        } catch (MalformedPayload | IllegalArgumentException _) {
            return SharedFiles.notUnderstood();
        }
    }
}
