package io.lapwing.sharedmodel.chat;

import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.telemetry.Text;

import java.time.Instant;

/// What the bot remembers of a conversation.
///
/// @param memory what that is, as a document of the chatbot's own: at most [#MAX_MEMORY_BYTES] as compact text
/// @param keptUntil when it may be forgotten; a store may keep it for longer, so that whoever reads it checks the times
/// in it himself
/// @param version counts its changes, from 1
public record Conversation(ConversationKey key, JsonText memory, Instant keptUntil, long version) {
    public static final int MAX_MEMORY_BYTES = 64 * 1024;

    public Conversation {
        if (Text.utf8Length(memory.json()) > MAX_MEMORY_BYTES) {
            throw new IllegalArgumentException("memory: at most " + MAX_MEMORY_BYTES + " bytes");
        }
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1");
        }
    }
}
