package io.lapwing.chatbot.channels.slack;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.Receipt;
import io.lapwing.chatbot.channels.Receipts;
import io.lapwing.chatbot.channels.Webhook;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.QueryString;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What Slack sends: `events`, `commands` and `interactions`.
public final class SlackWebhook implements Webhook {
    private final SlackSignature signature;

    /// @param signingSecret the app's, of which there must be one
    public SlackWebhook(String signingSecret) {
        this.signature = new SlackSignature(signingSecret);
    }

    @Override
    public Receipt receive(ApiRequest request, String path, Instant now) {
        if (!signature.isOn(request, now)) {
            return Receipts.refused(401, "signature");
        }
        return switch (path) {
            case "events" -> Receipts.reading(() -> SlackEvents.read(Payload.read(request.body()), now));
            case "commands" -> Receipts.reading(() -> SlackCommands.read(form(request), now));
            case "interactions" -> Receipts.reading(() -> SlackInteractions.read(form(request), now));
            default -> Receipts.refused(404, "path");
        };
    }

    private static Map<String, List<String>> form(ApiRequest request) {
        return QueryString.parse(request.bodyText());
    }
}
