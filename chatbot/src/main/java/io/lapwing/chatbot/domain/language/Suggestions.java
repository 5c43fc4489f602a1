package io.lapwing.chatbot.domain.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/// Offers sentences that would be understood to somebody who needs them: those that share most words with what was said.
final class Suggestions {
    private static final int MOST = 3;

    private final List<Language> languages;

    Suggestions(List<Language> languages) {
        this.languages = List.copyOf(languages);
    }

    Understanding addTo(Understanding understood, List<Token> tokens, FleetWords fleet) {
        if (understood.intent() != Intent.HELP && understood.intent() != Intent.NONE) {
            return understood;
        }
        Set<String> said = new HashSet<>();
        tokens.forEach(token -> said.add(token.word()));
        Language language = languages.stream().max(Comparator.comparingInt(one -> shared(one.known(), said)))
                .orElse(languages.getFirst());
        List<String> nearest = new ArrayList<>(language.examples().stream().map(example -> fill(example, fleet))
                .toList());
        ToIntFunction<String> likeness = example -> shared(Set.copyOf(new HashSet<>(Tokens.words(example))), said);
        nearest.sort(Comparator.comparingInt(likeness).reversed());
        return new Understanding(understood.intent(), understood.slots(), nearest.stream().limit(MOST).toList(),
                understood.unknown(), understood.near(), understood.language());
    }

    private static String fill(String example, FleetWords fleet) {
        String device = fleet.devices(null, null).stream().findFirst().flatMap(fleet::device).map(FleetDevice::name)
                .orElse("pump 1");
        return example.replace("{device}", device);
    }

    private static int shared(Set<String> words, Set<String> said) {
        return (int) said.stream().filter(words::contains).count();
    }
}
