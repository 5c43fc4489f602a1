package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.chat.ChatImage;
import io.lapwing.sharedmodel.chat.ChatMessage;

import java.util.Base64;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// A message of the bot, as the console is given it: text, to be shown as such, and its picture in a `data:` URL.
record WebReply(String title, String text, List<Button> buttons, @Nullable Image image) {
    record Button(String label, String value, String style) {}

    record Image(String url, String alt) {}

    static WebReply of(ChatMessage message) {
        List<Button> buttons = message.buttons().stream().map(button -> new Button(button.label(), button.value(),
                button.style().name().toLowerCase(Locale.ROOT))).toList();
        return new WebReply(message.title(), message.text(), buttons, image(message.image()));
    }

    private static @Nullable Image image(@Nullable ChatImage image) {
        return image == null ? null
                : new Image("data:image/png;base64," + Base64.getEncoder().encodeToString(image.png()),
                        image.description());
    }
}
