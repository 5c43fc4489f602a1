package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.language.Briefing;

import java.time.Duration;
import java.util.Optional;

/// Somebody who is asked what a sentence means where the grammar does not know: a language model. What he says is a
/// proposal, which is held against the sentence and the fleet before it counts. Thread-safe.
@FunctionalInterface
public interface SecondOpinion {
    /// How long he takes at most, whatever he meets.
    Duration LONGEST = Duration.ofSeconds(10);

    /// Nobody is there to be asked.
    SecondOpinion NONE = new SecondOpinion() {
        @Override
        public Optional<ToolCall> on(Briefing briefing) {
            return Optional.empty();
        }

        @Override
        public boolean isThere() {
            return false;
        }
    };

    /// Never fails.
    ///
    /// @return empty if he has nothing to say, or could not be asked
    Optional<ToolCall> on(Briefing briefing);

    /// Whether there is anybody to be asked at all.
    default boolean isThere() {
        return true;
    }

    /// What he would call, as he said it: neither needs to make sense.
    ///
    /// @param arguments what should be a JSON object
    record ToolCall(String tool, String arguments) {

        /// Without what it says, so that it reaches no log.
        @Override
        public String toString() {
            return "ToolCall[" + arguments.length() + " characters]";
        }
    }
}
