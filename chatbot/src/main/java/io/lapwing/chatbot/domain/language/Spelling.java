package io.lapwing.chatbot.domain.language;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Finds the word that was meant by a misspelt one: one slip in up to five letters, two in more. Words with digits are
/// never corrected, since a wrong digit is another device.
final class Spelling {
    private static final int SHORTEST = 4;
    private static final int LONGEST = 30;
    private static final int SHORT = 5;

    private final String[][] byLength = new String[LONGEST + 1][];
    private final long[][] letters = new long[LONGEST + 1][];

    Spelling(Collection<String> words) {
        List<List<String>> sorted = new ArrayList<>();
        for (int i = 0; i <= LONGEST; i++) {
            sorted.add(new ArrayList<>());
        }
        words.stream().distinct().filter(Spelling::isCorrectable).forEach(word -> sorted.get(word.length()).add(word));
        for (int i = 0; i <= LONGEST; i++) {
            byLength[i] = sorted.get(i).toArray(String[]::new);
            letters[i] = sorted.get(i).stream().mapToLong(Spelling::letters).toArray();
        }
    }

    private static boolean isCorrectable(String word) {
        return word.length() >= SHORTEST && word.length() <= LONGEST && word.chars().allMatch(Character::isLetter);
    }

    /// The nearest words, all equally near; none where none is near enough. A word that only lacks an ending, or has one
    /// more, is another form of a word and no slip.
    List<String> nearest(String word) {
        if (!isCorrectable(word)) {
            return List.of();
        }
        int limit = word.length() <= SHORT ? 1 : 2;
        List<String> nearest = new ArrayList<>();
        long mask = letters(word);
        for (int n = Math.max(SHORTEST, word.length() - limit); n <= Math.min(LONGEST, word.length() + limit); n++) {
            for (int i = 0; i < byLength[n].length; i++) {
                if (Long.bitCount(mask ^ letters[n][i]) > 2 * limit) {
                    continue;
                }
                String candidate = byLength[n][i];
                int distance = distance(word, candidate, limit);
                if (distance > limit || candidate.startsWith(word) || word.startsWith(candidate)) {
                    continue;
                }
                if (distance < limit) {
                    nearest.clear();
                    limit = distance;
                }
                nearest.add(candidate);
            }
        }
        return nearest;
    }

    private static long letters(String word) {
        long letters = 0;
        for (int i = 0; i < word.length(); i++) {
            letters |= 1L << (word.charAt(i) & 63);
        }
        return letters;
    }

    /// Damerau and Levenshtein's: letters that are missing, added, wrong or swapped with the next.
    static int distance(String one, String other, int limit) {
        int width = other.length();
        int[] before = new int[width + 1];
        int[] last = new int[width + 1];
        int[] row = new int[width + 1];
        for (int j = 0; j <= width; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= width; j++) {
                int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + same);
                if (i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > limit) {
                return limit + 1;
            }
            int[] free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[width];
    }
}
