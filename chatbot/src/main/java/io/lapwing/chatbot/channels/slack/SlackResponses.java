package io.lapwing.chatbot.channels.slack;

import io.lapwing.chatbot.channels.Deadline;
import io.lapwing.chatbot.channels.HttpCall;
import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.HttpOutcome;
import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.http.SafeUrl;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// Answers by a response URL, which comes with commands and interactions and lives for half an hour or five answers. Only
/// who acted sees them.
final class SlackResponses {
    private final HttpCaller http;

    SlackResponses(HttpCaller http) {
        this.http = http;
    }

    Sent post(String responseUrl, SlackBlocks.Part part, Deadline deadline) {
        return send(responseUrl, part, false, deadline);
    }

    /// In place of the message that was acted on.
    Sent replace(String responseUrl, SlackBlocks.Part part, Deadline deadline) {
        return send(responseUrl, part, true, deadline);
    }

    private Sent send(String responseUrl, SlackBlocks.Part part, boolean replaces, Deadline deadline) {
        URI url;
        try {
            url = SafeUrl.of(responseUrl);
        } catch (IllegalArgumentException _) {
            return new Sent.Refused("the response URL is not to be believed");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("response_type", "ephemeral");
        body.put("replace_original", replaces);
        body.put("text", part.text());
        body.put("blocks", part.blocks());
        return switch (http.send(HttpCall.postJson(url, body), deadline)) {
            case HttpOutcome.Answered _ -> new Sent.Done(SlackMessage.newEphemeral());
            case HttpOutcome.Refused refused -> refused.toSent();
            case HttpOutcome.Busy busy -> busy.toSent();
            case HttpOutcome.Lost lost -> lost.toSent();
        };
    }
}
