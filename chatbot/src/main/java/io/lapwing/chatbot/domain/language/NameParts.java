package io.lapwing.chatbot.domain.language;

import java.util.List;
import java.util.Set;

/// Takes names apart that were made for machines, and compares them.
final class NameParts {
    private static final Set<String> UNITS = Set.of("a", "amps", "bar", "c", "celsius", "dbm", "f", "hpa", "hz", "kpa",
            "kw", "kwh", "lpm", "ms", "mv", "pct", "percent", "v", "volt", "volts", "w", "watt", "watts");

    private NameParts() {}

    /// `signalDbm` is signal, and `doorOpen` door open: units are not said.
    static List<String> of(String metric) {
        String apart = metric.replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})", " ");
        List<String> words = Tokens.words(apart);
        int size = words.size();
        while (size > 1 && UNITS.contains(words.get(size - 1))) {
            size--;
        }
        return words.subList(0, size);
    }

    /// How far a name is from one that was said: without digits nothing but letters counts, and of two numbers their
    /// digits. [Integer#MAX_VALUE] for what has nothing in common.
    static int distance(List<String> said, List<String> name) {
        String one = letters(said);
        String other = letters(name);
        int letters = one.equals(other) ? 0 : Spelling.distance(one, other, 3);
        if (letters > 2) {
            return Integer.MAX_VALUE;
        }
        int digits = Spelling.distance(digits(said), digits(name), 9);
        return 10 * letters + digits;
    }

    private static String letters(List<String> words) {
        return String.join(" ", words.stream().filter(word -> !isDigits(word)).toList());
    }

    private static String digits(List<String> words) {
        return String.join(" ", words.stream().filter(NameParts::isDigits).toList());
    }

    private static boolean isDigits(String word) {
        return Character.isDigit(word.charAt(0));
    }
}
