package io.lapwing.sharedmodel.chat;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// What the bot says, in terms that every platform can show. All of it is plain text: nothing in it is markup, and each
/// platform's own is escaped, so that the name of a device cannot become a link or call somebody.
///
/// @param title stands out above the text, where the platform can do that; none if empty
/// @param text lines, between them `\n`; of any length up to [#MAX_TEXT]: what is too long for a platform is split
/// @param buttons at most [#MAX_BUTTONS], in their order
public record ChatMessage(String title, String text, List<ChatButton> buttons, @Nullable ChatImage image) {
    public static final int MAX_TEXT = 40_000;
    /// What every platform can show below one message, if need be as a list to choose from: WhatsApp's lists have ten.
    public static final int MAX_BUTTONS = 10;

    public ChatMessage {
        buttons = List.copyOf(buttons);
        if (text.isBlank() || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("text: 1 to " + MAX_TEXT + " characters");
        }
        if (buttons.size() > MAX_BUTTONS) {
            throw new IllegalArgumentException("at most " + MAX_BUTTONS + " buttons");
        }
    }

    public static ChatMessage of(String text) {
        return new ChatMessage("", text, List.of(), null);
    }

    public ChatMessage titled(String other) {
        return new ChatMessage(other, text, buttons, image);
    }

    public ChatMessage with(List<ChatButton> others) {
        return new ChatMessage(title, text, others, image);
    }

    public ChatMessage with(ChatImage other) {
        return new ChatMessage(title, text, buttons, other);
    }

    /// The same without its picture, which is told in words: where it cannot be shown.
    public ChatMessage described() {
        if (image == null || text.contains(image.description())) {
            return new ChatMessage(title, text, buttons, null);
        }
        String longer = text + "\n\n" + image.description();
        return longer.length() > MAX_TEXT ? this : new ChatMessage(title, longer, buttons, null);
    }
}
