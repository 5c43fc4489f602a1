package io.lapwing.chatbot.domain.language;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How a language changes its words and puts them together.
///
/// @param plurals endings of nouns that are more than one
/// @param articles what is written in one with the word behind it, as the Arabic ال
/// @param heads beginnings of compounds that say something of their own: Durchschnitts|temperatur
/// @param tails ends of compounds that do: Temperatur|verlauf
/// @param every words that make one of a kind all of them: every pump
/// @param script the letters that most of its words are written in
record WordShapes(List<String> plurals, List<String> articles, List<String> heads, List<String> tails,
        List<String> every, UnicodeScript script) {
    private static final int SHORTEST = 3;
    private static final List<String> LINKS = List.of("s", "en", "n");

    WordShapes {
        plurals = List.copyOf(plurals);
        articles = List.copyOf(articles);
        heads = List.copyOf(heads);
        tails = List.copyOf(tails);
        every = List.copyOf(every);
    }

    /// The letters that most of some words begin with.
    static UnicodeScript script(Collection<String> words) {
        Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
        words.stream().filter(word -> Character.isLetter(word.codePointAt(0)))
                .forEach(word -> counts.merge(UnicodeScript.of(word.codePointAt(0)), 1, Integer::sum));
        return counts.entrySet().stream().max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .map(Map.Entry::getKey).orElse(UnicodeScript.COMMON);
    }

    /// What a word might be the plural of.
    List<String> singulars(String word) {
        List<String> singulars = new ArrayList<>(2);
        for (String ending : plurals) {
            if (word.endsWith(ending) && word.length() - ending.length() >= 2) {
                singulars.add(word.substring(0, word.length() - ending.length()));
            }
        }
        return singulars;
    }

    /// A word without the article that it is written in one with.
    List<String> bare(String word) {
        return articles.stream().filter(article -> word.startsWith(article) && word.length() - article.length() >= 2)
                .map(article -> word.substring(article.length())).toList();
    }

    /// The two words that a compound is made of, if both are known; else the word alone.
    List<String> parts(String word, Set<String> known) {
        for (String head : heads) {
            if (word.startsWith(head) && known.contains(word.substring(head.length()))) {
                return List.of(head, word.substring(head.length()));
            }
        }
        for (String tail : tails) {
            if (word.endsWith(tail) && word.length() - tail.length() >= SHORTEST) {
                String first = word.substring(0, word.length() - tail.length());
                if (known.contains(first)) {
                    return List.of(first, tail);
                }
                for (String link : LINKS) {
                    if (first.endsWith(link) && known.contains(first.substring(0, first.length() - link.length()))) {
                        return List.of(first.substring(0, first.length() - link.length()), tail);
                    }
                }
            }
        }
        return List.of(word);
    }
}
