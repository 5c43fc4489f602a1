package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.Memory;
import io.lapwing.chatbot.domain.Speaker;
import io.lapwing.chatbot.domain.language.Slots;
import io.lapwing.chatbot.domain.language.Understanding;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// What a member wants, and all that an answer to it hangs on.
record Turn(ChatInput input, Speaker.Known speaker, Memory memory, Understanding meant, Say say,
        @Nullable TraceParent trace) {

    TenantId tenant() {
        return speaker.tenant();
    }

    Slots slots() {
        return meant.slots();
    }

    Instant now() {
        return say.now();
    }

    /// The same turn, with something else understood.
    Turn meaning(Understanding other) {
        return new Turn(input, speaker, memory, other, say, trace);
    }

    /// Answers without anything having changed but what is remembered.
    Outcome answer(ChatMessage reply) {
        return Outcome.of(reply, memory);
    }

    Outcome answer(String key, Object... values) {
        return answer(ChatMessage.of(say.text(key, values)));
    }
}
