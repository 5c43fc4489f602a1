package io.lapwing.chatbot.domain.language;

import java.util.List;

/// What a language model takes a sentence to mean, before anybody has checked it.
///
/// @param slots as the model gave them: they may name what does not exist and what was not said
/// @param plain what its parameters hold
public record Proposal(ModelTool tool, Slots slots, List<Param> plain) {
    public Proposal {
        plain = List.copyOf(plain);
    }

    /// One of the parameters of a command.
    ///
    /// @param text of a text or a number, as it would be said
    public record Param(String name, Kind kind, String text) {

        /// What a parameter holds.
        public enum Kind {
            NUMBER, TEXT, FLAG
        }
    }
}
