package io.lapwing.chatbot.channels.discord;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.Receipt;
import io.lapwing.chatbot.channels.Receipts;
import io.lapwing.chatbot.channels.Webhook;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.http.ApiRequest;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What Discord sends: interactions, which it wants to be answered within three seconds. They are told that there is more
/// to come.
public final class DiscordWebhook implements Webhook {
    private static final Map<String, Integer> PONG = Map.of("type", 1);
    private static final Map<String, Integer> DEFERRED_MESSAGE = Map.of("type", 5);
    private static final Map<String, Integer> DEFERRED_UPDATE = Map.of("type", 6);
    private static final Map<String, Object> NO_SUGGESTIONS = Map.of("type", 8, "data", Map.of("choices", List.of()));

    private static final int PING = 1;
    private static final int COMMAND = 2;
    private static final int COMPONENT = 3;
    private static final int AUTOCOMPLETE = 4;

    private final DiscordSignature signature;

    /// @param publicKey the application's, 64 hexadecimal digits
    public DiscordWebhook(String publicKey) {
        this.signature = new DiscordSignature(publicKey);
    }

    @Override
    public Receipt receive(ApiRequest request, String path, Instant now) {
        if (!path.isEmpty()) {
            return Receipts.refused(404, "path");
        }
        if (!signature.isOn(request)) {
            return Receipts.refused(401, "signature");
        }
        return Receipts.reading(() -> read(Payload.read(request.body())));
    }

    private static Receipt read(Payload interaction) {
        return switch ((int) interaction.at("type").integer()) {
            case PING -> Receipts.taken(List.of(), PONG);
            case COMMAND -> Receipts.taken(fromPeople(interaction, true), DEFERRED_MESSAGE);
            case COMPONENT -> Receipts.taken(fromPeople(interaction, false), DEFERRED_UPDATE);
            case AUTOCOMPLETE -> Receipts.taken(List.of(), NO_SUGGESTIONS);
            default -> Receipts.ignored();
        };
    }

    private static List<ChatInput> fromPeople(Payload interaction, boolean isCommand) {
        return DiscordInteraction.of(interaction).input(isCommand).stream().toList();
    }
}
