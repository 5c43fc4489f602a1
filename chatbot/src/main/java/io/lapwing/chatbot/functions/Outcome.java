package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.Memory;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.port.CommandStore;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// What comes of an input.
///
/// @param reply what is answered
/// @param memory what is remembered from now on
/// @param kept whether the reply is remembered as well, since it tells of something that will not happen again
/// @param confirmed a command that is to be made together with what is remembered, if there is one
record Outcome(ChatMessage reply, Memory memory, boolean kept, @Nullable Confirmed confirmed) {

    /// @param otherwise what comes of it where the store will not have the command
    record Confirmed(Command command, Function<CommandStore.Written, Outcome> otherwise) {}

    static Outcome of(ChatMessage reply, Memory memory) {
        return new Outcome(reply, memory, false, null);
    }

    /// The reply tells of an effect.
    Outcome keepingReply() {
        return new Outcome(reply, memory, true, confirmed);
    }

    Outcome making(Command command, Function<CommandStore.Written, Outcome> otherwise) {
        return new Outcome(reply, memory, true, new Confirmed(command, otherwise));
    }

    Outcome remembering(Memory other) {
        return new Outcome(reply, other, kept, confirmed);
    }
}
