package io.lapwing.chatbot.channels;

import io.lapwing.sharedmodel.chat.ChatAct;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;

/// Fits texts to what a platform takes, and what people wrote to what we take. No cut goes through a surrogate pair.
public final class Texts {
    /// How long a code point is for who counts UTF-16 units, as JavaScript does.
    public static final IntUnaryOperator UTF16_UNITS = Character::charCount;
    public static final IntUnaryOperator CODE_POINTS = _ -> 1;
    public static final IntUnaryOperator UTF8_BYTES = c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

    /// What a cluster of code points that is seen as one has at most, but for nonsense.
    private static final int MAX_CLUSTER = 64;

    private Texts() {}

    /// What somebody wrote, without the spaces around it, and cut at [ChatAct#MAX_TEXT]. What no store can keep (NUL,
    /// half a surrogate pair) becomes U+FFFD.
    public static String said(String text) {
        StringBuilder storable = new StringBuilder();
        text.strip().codePoints().limit(ChatAct.MAX_TEXT)
                .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .forEach(storable::appendCodePoint);
        return cut(storable.toString(), ChatAct.MAX_TEXT);
    }

    /// The text, or its beginning with `…`, of at most so many UTF-16 units.
    public static String shortened(String text, int max) {
        return text.length() <= max ? text : cut(text, max - 1) + "…";
    }

    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, Character.isLowSurrogate(text.charAt(max)) ? max - 1 : max);
    }

    /// Splits a text into parts of at most `max`, none of them blank: between paragraphs if that leaves a part at least
    /// half full, else between lines, else between words, and inside of a word only if nothing else can be done. The white
    /// space where it is split is dropped.
    ///
    /// @param length what a code point counts, at least 1: with it a platform's way of counting is told, and what escaping
    /// adds
    public static List<String> split(String text, int max, IntUnaryOperator length) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int fitting = fitting(text, start, max, length);
            int end = fitting == text.length() ? fitting : boundary(text, start, fitting);
            String part = text.substring(start, end).stripTrailing();
            if (!part.isEmpty()) {
                parts.add(part);
            }
            start = afterSpace(text, end);
        }
        return parts;
    }

    private static int fitting(String text, int start, int max, IntUnaryOperator length) {
        int end = start;
        int used = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            used += length.applyAsInt(c);
            if (used > max && end > start) {
                return end;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    private static int boundary(String text, int start, int fitting) {
        int half = start + (fitting - start) / 2;
        int line = text.lastIndexOf('\n', fitting);
        int word = lastSpace(text, start, fitting);
        int paragraph = text.lastIndexOf("\n\n", fitting);
        for (int end : new int[]{paragraph, line, word}) {
            if (end > half) {
                return end;
            }
        }
        return line > start ? line : word > start ? word : insideOfWord(text, start, fitting);
    }

    private static int lastSpace(String text, int start, int from) {
        int i = from;
        while (i > start && !Character.isWhitespace(text.charAt(i))) {
            i--;
        }
        return i;
    }

    /// Between what people see as characters: not between a letter and its accent.
    private static int insideOfWord(String text, int start, int fitting) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        int from = Math.max(start, fitting - MAX_CLUSTER);
        characters.setText(text.substring(from, Math.min(text.length(), fitting + MAX_CLUSTER)));
        int before = characters.preceding(fitting - from + 1);
        return before > 0 ? from + before : fitting;
    }

    private static int afterSpace(String text, int end) {
        int i = end;
        while (i < text.length() && text.charAt(i) != '\n' && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        while (i < text.length() && text.charAt(i) == '\n') {
            i++;
        }
        return i;
    }
}
