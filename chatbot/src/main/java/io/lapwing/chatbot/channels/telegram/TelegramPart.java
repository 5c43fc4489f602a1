package io.lapwing.chatbot.channels.telegram;

import io.lapwing.chatbot.channels.Texts;
import io.lapwing.sharedmodel.chat.ChatButton;
import io.lapwing.sharedmodel.chat.ChatImage;
import io.lapwing.sharedmodel.chat.ChatMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// One message of Telegram's: a text, or a picture with a caption.
///
/// @param html the text or the caption
record TelegramPart(String html, @Nullable ChatImage image, List<ChatButton> buttons) {
    /// UTF-16 units, of what is left when the markup is taken away.
    static final int MAX_TEXT = 4096;
    static final int MAX_CAPTION = 1024;

    private static final int MAX_TITLE = 256;
    private static final int BUTTONS_A_ROW = 2;

    /// What a message becomes: the picture comes first, the buttons are below the last.
    static List<TelegramPart> of(ChatMessage message) {
        String title = Texts.shortened(message.title().strip(), MAX_TITLE);
        String text = title.isEmpty() ? message.text().strip() : title + "\n" + message.text().stripTrailing();
        ChatImage image = message.image();
        if (image == null) {
            return texts(text, title.length(), message.buttons());
        }
        String caption = captioned(text, image);
        if (caption.length() <= MAX_CAPTION) {
            return List.of(new TelegramPart(TelegramMarkup.html(caption, title.length()), image, message.buttons()));
        }
        List<TelegramPart> parts = new ArrayList<>();
        parts.add(new TelegramPart(TelegramMarkup.html(Texts.shortened(image.description(), MAX_CAPTION), 0), image,
                List.of()));
        parts.addAll(texts(text, title.length(), message.buttons()));
        return parts;
    }

    /// Telegram has no other place for what a picture shows.
    private static String captioned(String text, ChatImage image) {
        return text.contains(image.description()) ? text : text + "\n\n" + image.description().strip();
    }

    private static List<TelegramPart> texts(String text, int titleLength, List<ChatButton> buttons) {
        List<String> texts = Texts.split(text, MAX_TEXT, Texts.UTF16_UNITS);
        List<TelegramPart> parts = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            boolean isLast = i == texts.size() - 1;
            String html = TelegramMarkup.html(texts.get(i), i == 0 ? Math.min(titleLength, texts.get(i).length()) : 0);
            parts.add(new TelegramPart(html, null, isLast ? buttons : List.of()));
        }
        return parts;
    }

    /// Empty where there are none, which takes away what a replaced message had.
    Map<String, Object> keyboard() {
        List<List<Map<String, Object>>> rows = new ArrayList<>();
        for (int i = 0; i < buttons.size(); i += BUTTONS_A_ROW) {
            rows.add(buttons.subList(i, Math.min(buttons.size(), i + BUTTONS_A_ROW)).stream().map(
                    button -> Map.<String, Object>of("text", button.label(), "callback_data", button.value()))
                    .toList());
        }
        return Map.of("inline_keyboard", rows);
    }
}
