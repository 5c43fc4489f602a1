package io.lapwing.chatbot.domain.language;

import java.util.Map;

/// A line of a test: what is said, and what has to be understood.
///
/// @param line in its file, from 1
/// @param slots by name, as [SlotTexts] writes them
public record Utterance(int line, String text, Intent intent, Map<String, String> slots) {
    public Utterance {
        slots = Map.copyOf(slots);
    }

    /// Whether exactly that was understood.
    public boolean isExactly(Understanding understood) {
        return intent == understood.intent() && slots.equals(SlotTexts.of(understood.slots()));
    }
}
