package io.lapwing.chatbot.channels;

import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.util.List;

/// What came by a webhook.
///
/// @param inputs what the bot has to look at: none for a handshake, for what does not concern it, and for what is refused
/// @param answer what the platform is told once all of the inputs are safely kept, or at once if there are none
public record Receipt(List<ChatInput> inputs, ApiResponse answer) {
    public Receipt {
        inputs = List.copyOf(inputs);
    }
}
