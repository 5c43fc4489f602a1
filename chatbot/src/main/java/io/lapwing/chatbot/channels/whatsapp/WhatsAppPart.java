package io.lapwing.chatbot.channels.whatsapp;

import io.lapwing.chatbot.channels.Texts;
import io.lapwing.sharedmodel.chat.ChatButton;
import io.lapwing.sharedmodel.chat.ChatImage;
import io.lapwing.sharedmodel.chat.ChatMessage;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// One message of WhatsApp's: a text, a picture with a caption, or either with buttons below.
///
/// @param text as WhatsApp is to read it
record WhatsAppPart(String text, @Nullable ChatImage image, List<ChatButton> buttons) {
    static final int MAX_TEXT = 4096;
    /// Of a caption, and of what stands above buttons.
    static final int MAX_BODY = 1024;
    /// What has more becomes a list to choose from.
    static final int MAX_BUTTONS = 3;

    private static final int MAX_TITLE = 200;

    /// What a message becomes: the picture comes first, the buttons are below the last.
    static List<WhatsAppPart> of(ChatMessage message) {
        String title = Texts.shortened(message.title().strip().replace('\n', ' '), MAX_TITLE);
        String text = title.isEmpty() ? message.text().strip() : title + "\n" + message.text().stripTrailing();
        ChatImage image = message.image();
        if (image == null) {
            return texts(text, title.length(), message.buttons());
        }
        String captioned = text.contains(image.description()) ? text : text + "\n\n" + image.description().strip();
        boolean isOne = message.buttons().size() <= MAX_BUTTONS && length(captioned) + WhatsAppMarkup.BOLD <= MAX_BODY;
        if (isOne) {
            return List.of(new WhatsAppPart(WhatsAppMarkup.titled(captioned, title.length()), image,
                    message.buttons()));
        }
        String caption = Texts.split(image.description(), MAX_BODY, WhatsAppMarkup.LENGTH).getFirst();
        List<WhatsAppPart> parts = new ArrayList<>();
        parts.add(new WhatsAppPart(WhatsAppMarkup.plain(caption), image, List.of()));
        parts.addAll(texts(text, title.length(), message.buttons()));
        return parts;
    }

    private static List<WhatsAppPart> texts(String text, int titleLength, List<ChatButton> buttons) {
        List<String> texts = split(text, !buttons.isEmpty());
        List<WhatsAppPart> parts = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            int titled = i == 0 ? Math.min(titleLength, texts.get(i).length()) : 0;
            parts.add(new WhatsAppPart(WhatsAppMarkup.titled(texts.get(i), titled), null,
                    i == texts.size() - 1 ? buttons : List.of()));
        }
        return parts;
    }

    /// Above buttons there is less room: what does not fit there is a message of its own.
    private static List<String> split(String text, boolean hasButtons) {
        List<String> texts = new ArrayList<>(Texts.split(text, MAX_TEXT - WhatsAppMarkup.BOLD, WhatsAppMarkup.LENGTH));
        if (hasButtons && length(texts.getLast()) + WhatsAppMarkup.BOLD > MAX_BODY) {
            String last = texts.removeLast();
            String tail = Texts.split(last, MAX_BODY - WhatsAppMarkup.BOLD, WhatsAppMarkup.LENGTH).getLast();
            texts.add(last.substring(0, last.length() - tail.length()).stripTrailing());
            texts.add(tail);
        }
        return texts;
    }

    private static int length(String text) {
        return text.codePoints().map(WhatsAppMarkup.LENGTH).sum();
    }
}
