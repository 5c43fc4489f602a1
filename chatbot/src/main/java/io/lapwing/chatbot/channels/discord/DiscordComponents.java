package io.lapwing.chatbot.channels.discord;

import io.lapwing.sharedmodel.chat.ChatButton;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Buttons as Discord's components. Their ids have to differ within a message, so that the number of each stands before
/// its value: `0:ack`.
final class DiscordComponents {
    private static final int ACTION_ROW = 1;
    private static final int BUTTON = 2;
    private static final int MAX_IN_ROW = 5;

    private DiscordComponents() {}

    static List<Map<String, Object>> of(List<ChatButton> buttons) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int from = 0; from < buttons.size(); from += MAX_IN_ROW) {
            List<Map<String, Object>> row = IntStream.range(from, Math.min(buttons.size(), from + MAX_IN_ROW))
                    .mapToObj(i -> button(buttons.get(i), i)).toList();
            rows.add(Map.of("type", ACTION_ROW, "components", row));
        }
        return rows;
    }

    private static Map<String, Object> button(ChatButton button, int index) {
        int style = switch (button.style()) {
            case NORMAL -> 2;
            case PRIMARY -> 1;
            case DANGER -> 4;
        };
        return Map.of("type", BUTTON, "style", style, "label", button.label(), "custom_id",
                index + ":" + button.value());
    }

    /// The value of a button; nothing where it is none of ours.
    static Optional<String> value(String customId) {
        int colon = customId.indexOf(':');
        return colon < 1 || colon == customId.length() - 1 ? Optional.empty()
                : Optional.of(customId.substring(colon + 1));
    }
}
