package io.lapwing.chatbot.domain;

import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.work.WorkId;

import org.jspecify.annotations.Nullable;

/// That an input has had its effect. Comes it again, it has none.
///
/// @param reply what was answered, where that told of an effect; null where it can be found out anew
public record Exchange(WorkId input, @Nullable ChatMessage reply) {
    /// So much of a reply is kept: it is said again only after a crash, and a memory has a bound.
    private static final int MAX_KEPT = 1000;

    public Exchange {
        if (reply != null && reply.text().length() > MAX_KEPT) {
            reply = new ChatMessage(reply.title(), cut(reply.text()),
                    reply.buttons(), null);
        }
    }

    private static String cut(String text) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(MAX_KEPT - 1)) ? MAX_KEPT - 1 : MAX_KEPT) + "…";
    }
}
