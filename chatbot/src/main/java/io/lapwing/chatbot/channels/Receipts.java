package io.lapwing.chatbot.channels;

import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.json.Json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// What webhooks answer.
public final class Receipts {
    private Receipts() {}

    /// 200 with an empty body.
    public static Receipt taken(List<ChatInput> inputs) {
        return new Receipt(inputs, new ApiResponse(200, Map.of(), new byte[0]));
    }

    /// Nothing in it concerns the bot: 200, so that it is not sent again.
    public static Receipt ignored() {
        return taken(List.of());
    }

    public static Receipt taken(List<ChatInput> inputs, Object answer) {
        return new Receipt(inputs, json(200, answer));
    }

    public static Receipt text(String text) {
        return new Receipt(List.of(), new ApiResponse(200, Map.of("Content-Type", "text/plain; charset=utf-8"),
                text.getBytes(StandardCharsets.UTF_8)));
    }

    /// @param error says nothing about what was sent
    public static Receipt refused(int status, String error) {
        return new Receipt(List.of(), json(status, Map.of("error", error)));
    }

    /// What `reader` makes of a verified request, or 400: for a [MalformedPayload], and for ids that none of our records
    /// takes ([IllegalArgumentException]). What is wrong is not answered, since it may hold anybody's words.
    public static Receipt reading(Supplier<Receipt> reader) {
        try {
            return reader.get();
        } catch (MalformedPayload | IllegalArgumentException _) {
            return refused(400, "malformed");
        }
    }

    private static ApiResponse json(int status, Object body) {
        return new ApiResponse(status, Map.of("Content-Type", "application/json"), Json.write(body));
    }
}
