package io.lapwing.chatbot.channels.discord;

import io.lapwing.chatbot.channels.Texts;
import io.lapwing.sharedmodel.chat.ChatButton;
import io.lapwing.sharedmodel.chat.ChatImage;
import io.lapwing.sharedmodel.chat.ChatMessage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Renders messages as Discord's. What is in none of them is said to be none, so that an edit takes it away.
final class DiscordMessages {
    static final String IMAGE_NAME = "chart.png";

    private static final int MAX_CONTENT = 2000;
    private static final int MAX_TITLE = 200;
    private static final int MAX_DESCRIPTION = 1024;
    private static final int SUPPRESS_EMBEDS = 1 << 2;
    private static final int BOLD_LENGTH = "****\n".length();

    private DiscordMessages() {}

    /// A message of Discord's.
    ///
    /// @param fields its JSON
    record Part(Map<String, Object> fields, @Nullable ChatImage image) {}

    /// A message as one or more of Discord's. The first has its title, the last its buttons and its picture.
    static List<Part> parts(ChatMessage message) {
        String title = message.title().isBlank() || message.title().length() > MAX_TITLE ? ""
                : DiscordText.escaped(message.title().replace('\n', ' ').strip());
        String text = message.title().length() > MAX_TITLE ? message.title() + "\n\n" + message.text() : message.text();
        int max = MAX_CONTENT - (title.isEmpty() ? 0 : title.length() + BOLD_LENGTH);
        List<String> contents = Texts.split(text, max, DiscordText.ESCAPED_LENGTH);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            String content = DiscordText.escaped(contents.get(i));
            boolean isLast = i == contents.size() - 1;
            parts.add(part(i == 0 && !title.isEmpty() ? "**" + title + "**\n" + content : content,
                    isLast ? message.buttons() : List.of(), isLast ? message.image() : null));
        }
        return parts;
    }

    private static Part part(String content, List<ChatButton> buttons, @Nullable ChatImage image) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("content", content);
        fields.put("allowed_mentions", Map.of("parse", List.of()));
        fields.put("flags", SUPPRESS_EMBEDS);
        fields.put("components", DiscordComponents.of(buttons));
        fields.put("attachments", image == null ? List.of()
                : List.of(Map.of("id", 0, "filename", IMAGE_NAME, "description",
                        Texts.shortened(image.description(), MAX_DESCRIPTION))));
        return new Part(fields, image);
    }
}
