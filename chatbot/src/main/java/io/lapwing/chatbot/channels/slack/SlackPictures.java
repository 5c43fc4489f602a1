package io.lapwing.chatbot.channels.slack;

import io.lapwing.chatbot.channels.Deadline;
import io.lapwing.chatbot.channels.HttpCall;
import io.lapwing.chatbot.channels.HttpOutcome;
import io.lapwing.chatbot.channels.MalformedPayload;
import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.Texts;
import io.lapwing.sharedmodel.chat.ChatImage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.http.SafeUrl;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Uploads pictures to Slack, in the three steps that it wants: ask for an address, send the bytes there, share the file.
final class SlackPictures {
    private static final String NAME = "chart.png";
    private static final int MAX_ALT = 1000;
    private static final int MAX_TITLE = 100;

    private final SlackApi api;

    SlackPictures(SlackApi api) {
        this.api = api;
    }

    /// Shows a picture in a place, in a message of its own; what went wrong, if anything did.
    Optional<Sent> share(ChatPlace place, ChatImage image, Deadline deadline) {
        byte[] png = image.png();
        return switch (api.form("files.getUploadURLExternal", Map.of("filename", NAME, "length", "" + png.length,
                "alt_txt", Texts.shortened(image.description(), MAX_ALT)), deadline)) {
            case SlackApi.Answer.Well(Payload fields) -> upload(place, image, fields, deadline);
            case SlackApi.Answer.Refused refused -> Optional.of(refused.toSent());
            case SlackApi.Answer.Undone(Sent sent) -> Optional.of(sent);
        };
    }

    private Optional<Sent> upload(ChatPlace place, ChatImage image, Payload granted, Deadline deadline) {
        URI url;
        String file;
        try {
            url = SafeUrl.of(granted.at("upload_url").text());
            file = granted.at("file_id").text();
        } catch (MalformedPayload | IllegalArgumentException _) {
            return Optional.of(SlackApi.notUnderstood());
        }
        return switch (api.direct(HttpCall.postBytes(url, "image/png", image.png()), deadline)) {
            case HttpOutcome.Answered _ -> complete(place, image, file, deadline);
            case HttpOutcome.Refused refused -> Optional.of(refused.toSent());
            case HttpOutcome.Busy busy -> Optional.of(busy.toSent());
            case HttpOutcome.Lost lost -> Optional.of(lost.toSent());
        };
    }

    private Optional<Sent> complete(ChatPlace place, ChatImage image, String file, Deadline deadline) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("files",
                List.of(Map.of("id", file, "title", Texts.shortened(image.description(), MAX_TITLE))));
        arguments.put("channel_id", place.id());
        if (place.thread() != null) {
            arguments.put("thread_ts", place.thread());
        }
        return switch (api.json("files.completeUploadExternal", arguments, deadline)) {
            case SlackApi.Answer.Well _ -> Optional.empty();
            case SlackApi.Answer.Refused refused -> Optional.of(refused.toSent());
            case SlackApi.Answer.Undone(Sent sent) -> Optional.of(sent);
        };
    }
}
