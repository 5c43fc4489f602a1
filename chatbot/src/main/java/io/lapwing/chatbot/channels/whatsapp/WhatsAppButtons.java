package io.lapwing.chatbot.channels.whatsapp;

import io.lapwing.chatbot.channels.Texts;
import io.lapwing.sharedmodel.chat.ChatButton;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// A text with buttons, as WhatsApp wants it: up to three, or else a list to choose from.
final class WhatsAppButtons {
    /// What opens a list: no word, since who reads it may speak any language.
    private static final String OPEN = "☰";
    private static final int MAX_TITLE = ChatButton.MAX_LABEL;

    private WhatsAppButtons() {}

    /// @param mediaId of a picture above, which a list cannot have
    static Map<String, Object> interactive(WhatsAppPart part, @Nullable String mediaId) {
        boolean isList = part.buttons().size() > WhatsAppPart.MAX_BUTTONS;
        Map<String, Object> interactive = new LinkedHashMap<>();
        interactive.put("type", isList ? "list" : "button");
        if (mediaId != null) {
            interactive.put("header", Map.of("type", "image", "image", Map.of("id", mediaId)));
        }
        interactive.put("body", Map.of("text", part.text()));
        interactive.put("action", isList ? list(part.buttons()) : buttons(part.buttons()));
        return interactive;
    }

    private static Map<String, Object> list(List<ChatButton> buttons) {
        return Map.of("button", OPEN, "sections", List.of(Map.of("rows", rows(buttons))));
    }

    private static Map<String, Object> buttons(List<ChatButton> buttons) {
        return Map.of("buttons", rows(buttons).stream().map(row -> Map.of("type", "reply", "reply", row)).toList());
    }

    /// WhatsApp refuses two buttons that say the same.
    private static List<Map<String, String>> rows(List<ChatButton> buttons) {
        List<Map<String, String>> rows = new ArrayList<>();
        Set<String> titles = new HashSet<>();
        for (ChatButton button : buttons) {
            String title = button.label();
            for (int i = 2; !titles.add(title); i++) {
                String number = " " + i;
                title = Texts.shortened(button.label(), MAX_TITLE - number.length()) + number;
            }
            rows.add(Map.of("id", button.value(), "title", title));
        }
        return rows;
    }
}
