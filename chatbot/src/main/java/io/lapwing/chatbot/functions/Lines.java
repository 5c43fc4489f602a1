package io.lapwing.chatbot.functions;

import io.lapwing.sharedmodel.chat.ChatMessage;

import java.util.List;

/// Messages of many lines.
final class Lines {
    private static final int MAX = 30;

    private Lines() {}

    /// The first lines; what is beyond them is left out, and counted.
    static ChatMessage message(List<String> lines) {
        String text = String.join("\n", lines.subList(0, Math.min(lines.size(), MAX)));
        return ChatMessage.of(lines.size() > MAX ? text + "\n… +" + (lines.size() - MAX) : text);
    }
}
