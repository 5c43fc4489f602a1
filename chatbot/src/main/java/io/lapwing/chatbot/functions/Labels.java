package io.lapwing.chatbot.functions;

import io.lapwing.sharedmodel.chat.ChatButton;
import io.lapwing.sharedmodel.telemetry.Text;

/// What stands on buttons.
final class Labels {
    private Labels() {}

    /// As much of a text as a button shows.
    static String cut(String text) {
        String printable = Text.printable(text, ChatButton.MAX_LABEL);
        if (printable.length() <= ChatButton.MAX_LABEL) {
            return printable;
        }
        int end = ChatButton.MAX_LABEL - 1;
        return printable.substring(0, Character.isHighSurrogate(printable.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
