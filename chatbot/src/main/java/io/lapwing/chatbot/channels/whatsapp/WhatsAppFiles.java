package io.lapwing.chatbot.channels.whatsapp;

import io.lapwing.chatbot.channels.HttpCall;
import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.HttpOutcome;
import io.lapwing.chatbot.channels.MalformedPayload;
import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.SharedFiles;
import io.lapwing.sharedmodel.chat.ChatAct.SharedFile;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.http.SafeUrl;
import io.lapwing.sharedmodel.port.ChatFiles;

import java.net.URI;
import java.util.regex.Pattern;

/// Files that people send on WhatsApp, which keeps them for some days at an address that is good for five minutes.
public final class WhatsAppFiles implements ChatFiles {
    private static final Pattern MEDIA_ID = Pattern.compile("[0-9]{1,32}");

    private final HttpCaller http;
    private final String apiUrl;
    private final String token;

    /// @param apiUrl as for [WhatsAppSender]
    public WhatsAppFiles(HttpCaller http, String apiUrl, String token) {
        this.http = http;
        this.apiUrl = SafeUrl.of(apiUrl).toString().replaceFirst("/+$", "") + "/";
        this.token = token;
    }

    @Override
    public Found find(ChatPlace place, SharedFile file) {
        if (!MEDIA_ID.matcher(file.id()).matches()) {
            return new Found.Gone("WhatsApp has no such file");
        }
        HttpOutcome outcome = http.send(HttpCall.get(URI.create(apiUrl + file.id())).withBearer(token),
                http.deadline());
        return outcome instanceof HttpOutcome.Answered answered ? found(answered) : SharedFiles.not(outcome);
    }

    private Found found(HttpOutcome.Answered answered) {
        try {
            Payload media = answered.json();
            return SharedFiles.at(http, HttpCall.get(SafeUrl.of(media.at("url").text())).withBearer(token),
                    media.at("file_size").optionalInteger().orElse(-1L));
        } catch (MalformedPayload | IllegalArgumentException _) {
            return SharedFiles.notUnderstood();
        }
    }
}
