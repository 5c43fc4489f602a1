package io.lapwing.chatbot.channels.teams;

import io.lapwing.sharedmodel.chat.ChatButton;
import io.lapwing.sharedmodel.chat.ChatImage;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// An Adaptive Card, version 1.4. All texts in it are runs of rich text, which know no markup: that of text blocks is
/// Markdown, and cannot be escaped in all of Teams' clients.
///
/// @param title none if empty
/// @param text its lines become blocks
record TeamsCard(String title, String text, @Nullable ChatImage image, List<ChatButton> buttons) {
    /// What of a submitted card says which button was pressed.
    static final String PRESSED = "lapwing";

    private static final int BUTTONS_A_SET = 6;

    Map<String, Object> content() {
        List<Map<String, Object>> body = new ArrayList<>();
        if (!title.isEmpty()) {
            body.add(line(Map.of("type", "TextRun", "text", title, "weight", "Bolder", "size", "Medium"), "Default"));
        }
        addLines(body);
        if (image != null) {
            body.add(Map.of("type", "Image", "url", "data:image/png;base64," + Base64.getEncoder().encodeToString(
                    image.png()), "altText", image.description(), "size", "Stretch"));
        }
        for (int i = 0; i < buttons.size(); i += BUTTONS_A_SET) {
            body.add(Map.of("type", "ActionSet", "actions", buttons.subList(i, Math.min(buttons.size(), i
                    + BUTTONS_A_SET)).stream().map(TeamsCard::action).toList()));
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("type", "AdaptiveCard");
        content.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        content.put("version", "1.4");
        content.put("body", body);
        return content;
    }

    /// Empty lines become distance.
    private void addLines(List<Map<String, Object>> body) {
        String spacing = body.isEmpty() ? "None" : "Small";
        for (String line : text.lines().toList()) {
            if (line.isBlank()) {
                spacing = "Medium";
            } else {
                body.add(line(Map.of("type", "TextRun", "text", line), spacing));
                spacing = "None";
            }
        }
    }

    private static Map<String, Object> line(Map<String, Object> run, String spacing) {
        return Map.of("type", "RichTextBlock", "inlines", List.of(run), "spacing", spacing);
    }

    private static Map<String, Object> action(ChatButton button) {
        String style = switch (button.style()) {
            case NORMAL -> "default";
            case PRIMARY -> "positive";
            case DANGER -> "destructive";
        };
        return Map.of("type", "Action.Submit", "title", button.label(), "style", style, "data", Map.of(PRESSED, button
                .value()));
    }
}
