package io.lapwing.chatbot.channels.telegram;

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
import java.util.Map;
import java.util.regex.Pattern;

/// Files that people send on Telegram, which gives bots those of up to 20 MB.
public final class TelegramFiles implements ChatFiles {
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_./-]{1,512}");

    private final HttpCaller http;
    private final String apiUrl;
    private final String bot;

    /// @param apiUrl as for [TelegramSender]
    /// @param token of the bot
    public TelegramFiles(HttpCaller http, String apiUrl, String token) {
        this.http = http;
        this.apiUrl = SafeUrl.of(apiUrl).toString().replaceFirst("/+$", "") + "/";
        this.bot = "bot" + token + "/";
    }

    @Override
    public Found find(ChatPlace place, SharedFile file) {
        HttpOutcome outcome = http.send(
                HttpCall.postJson(URI.create(apiUrl + bot + "getFile"), Map.of("file_id", file.id())),
                http.deadline());
        return outcome instanceof HttpOutcome.Answered answered ? found(answered) : SharedFiles.not(outcome);
    }

    private Found found(HttpOutcome.Answered answered) {
        try {
            Payload file = answered.json().at("result");
            String path = file.at("file_path").text();
            return PATH.matcher(path).matches()
                    ? SharedFiles.at(http, HttpCall.get(URI.create(apiUrl + "file/" + bot + path)),
                            file.at("file_size").optionalInteger().orElse(-1L))
                    : SharedFiles.notUnderstood();
        } catch (MalformedPayload _) {
            return SharedFiles.notUnderstood();
        }
    }
}
