package io.lapwing.chatbot.domain.language;

import io.lapwing.chatbot.domain.time.TimeForm;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// One line of a language file, compiled.
///
/// @param intent what the sentence means; null for one that goes on about what was said before
/// @param fixed slots that the sentence has whatever is said in it (`method=reboot`)
/// @param needs what has to be in a text for it, as [Pattern#needs] says
record Template(@Nullable Intent intent, Automaton automaton, Map<String, String> fixed,
        List<Set<Object>> needs) {

    Template(@Nullable Intent intent, Pattern pattern, Map<String, String> fixed) {
        this(intent, new Automaton(pattern), Map.copyOf(fixed), pattern.needs());
    }

    /// An expression of time, and what it means.
    record OfTime(Automaton automaton, TimeForm form, List<Integer> arguments, List<Set<Object>> needs) {
        OfTime {
            arguments = List.copyOf(arguments);
        }
    }
}
