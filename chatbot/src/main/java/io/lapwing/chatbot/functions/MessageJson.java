package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.sharedmodel.chat.ChatButton;
import io.lapwing.sharedmodel.chat.ChatImage;
import io.lapwing.sharedmodel.chat.ChatMessage;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Messages as they are kept until the platform has them.
final class MessageJson {
    private MessageJson() {}

    static Map<String, @Nullable Object> tree(ChatMessage message) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("title", message.title());
        json.put("text", message.text());
        json.put("buttons", message.buttons());
        ChatImage image = message.image();
        if (image != null) {
            json.put("image", Map.of("png", Base64.getEncoder().encodeToString(image.png()), "description",
                    image.description()));
        }
        return json;
    }

    static ChatMessage read(Payload json) {
        List<ChatButton> buttons = json.at("buttons").items().stream()
                .map(button -> new ChatButton(button.at("label").text(), button.at("value").text(),
                        ChatButton.Style.valueOf(button.at("style").text())))
                .toList();
        Payload image = json.at("image");
        return new ChatMessage(json.at("title").text(), json.at("text").text(), buttons,
                image.isPresent() ? new ChatImage(Base64.getDecoder().decode(image.at("png").text()),
                        image.at("description").text()) : null);
    }
}
