package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.language.Understanding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// The languages that the bot speaks. The first is spoken where nobody knows better.
final class Languages {
    /// By the names that the interpreter has for them.
    private static final Map<String, String> TAGS = Map.of("english", "en", "german", "de", "arabic", "ar");

    private final Map<String, Phrases> phrases = new LinkedHashMap<>();
    private final String first;

    private Languages(List<String> tags) {
        tags.forEach(tag -> phrases.put(tag, Phrases.load(tag)));
        first = tags.getFirst();
    }

    static Languages load() {
        return new Languages(List.of("en", "de", "ar"));
    }

    Phrases phrases(String language) {
        return Objects.requireNonNull(phrases.get(phrases.containsKey(language) ? language : first));
    }

    /// The one that is nearest to a language tag, if the bot speaks it.
    String of(@Nullable String tag) {
        if (tag == null) {
            return first;
        }
        String language = Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
        return phrases.containsKey(language) ? language : first;
    }

    /// The one that somebody has just spoken; the one before where that cannot be told.
    String spoken(Understanding meant, String before) {
        return meant.language() == null ? before : TAGS.getOrDefault(meant.language(), before);
    }
}
