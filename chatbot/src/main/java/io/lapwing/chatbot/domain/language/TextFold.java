package io.lapwing.chatbot.domain.language;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Brings texts into a form in which they can be compared: what looks the same is the same, whoever typed it.
final class TextFold {
    /// Slack's `<@U123>` and `<!here>`, and an `@name` that is no part of an address.
    private static final Pattern MENTION = Pattern.compile("<[@!][^<>\\s]{1,80}(?: [^<>]{0,80})?>"
            + "|(?<![\\p{L}\\p{N}._-])@[\\p{L}\\p{N}_.-]{1,80}");
    /// `:wrench:`, as Slack writes an emoji.
    private static final Pattern SHORT_CODE = Pattern.compile("(?<!\\S):[a-z+][a-z0-9_+-]{0,40}:(?!\\S)");
    private static final int TATWEEL = 0x0640;
    private static final int COMBINING_DIAERESIS = 0x0308;

    private TextFold() {}

    /// What is left of a text without mentions, emoji and invisible characters; letters keep their case.
    static String clean(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder clean = new StringBuilder(normal.length());
        normal.codePoints().forEach(c -> append(clean, c));
        String plain = clean.toString();
        if (plain.indexOf('@') >= 0 || plain.indexOf('!') >= 0) {
            plain = MENTION.matcher(plain).replaceAll(" ");
        }
        return plain.indexOf(':') >= 0 ? SHORT_CODE.matcher(plain).replaceAll(" ") : plain;
    }

    private static void append(StringBuilder clean, int c) {
        switch (Character.getType(c)) {
            case Character.FORMAT -> {
                // Zero-width, bidi control and the like; a word must not be cut by them.
            }
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                clean.append(c == '\t' || c == 0 ? " " : " ; ");
            case Character.SPACE_SEPARATOR, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
                clean.append(' ');
            case Character.DECIMAL_DIGIT_NUMBER -> clean.append(Character.digit(c, 10));
            case Character.OTHER_SYMBOL, Character.MODIFIER_SYMBOL -> clean.append(c == '°' ? "°" : " ");
            case Character.ENCLOSING_MARK, Character.NON_SPACING_MARK -> appendMark(clean, c);
            case Character.DASH_PUNCTUATION -> clean.append('-');
            default -> appendLetter(clean, c);
        }
    }

    /// Variation selectors and Arabic vowels are no letters.
    private static void appendMark(StringBuilder clean, int c) {
        boolean arabic = (c >= 0x0610 && c <= 0x061A) || (c >= 0x064B && c <= 0x065F) || c == 0x0670
                || (c >= 0x06D6 && c <= 0x06ED);
        if (!arabic && (c < 0xFE00 || c > 0xFE0F) && c != 0x20E3) {
            clean.appendCodePoint(c);
        }
    }

    private static void appendLetter(StringBuilder clean, int c) {
        switch (c) {
            case TATWEEL -> {}
            case '’', '‘', '`', '´', 'ʼ' -> clean.append('\'');
            case '“', '”', '„', '«', '»', '‹', '›', '‚' -> clean.append('"');
            case '−' -> clean.append('-');
            case '؟' -> clean.append('?');
            case '،' -> clean.append(',');
            case '؛' -> clean.append(';');
            case '٫' -> clean.append('.');
            default -> clean.appendCodePoint(c);
        }
    }

    /// One word of a cleaned text without case, accents and the choice between `ä` and `ae`; Arabic letters that are
    /// often written for one another are one.
    static String fold(String word) {
        if (isPlainLowerCase(word)) {
            return word;
        }
        String apart = Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        StringBuilder folded = new StringBuilder(apart.length() + 4);
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            if (c == COMBINING_DIAERESIS && i > 0 && "aou".indexOf(apart.charAt(i - 1)) >= 0) {
                folded.append('e');
            } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
                folded.append(letter(c));
            }
        }
        return folded.toString();
    }

    private static String letter(char c) {
        return switch (c) {
            case 'ß' -> "ss";
            case 'æ' -> "ae";
            case 'ø', 'œ' -> "oe";
            case 'ı' -> "i";
            case 'ٱ' -> "ا";
            case 'ى', 'ی' -> "ي";
            case 'ة' -> "ه";
            case 'ک' -> "ك";
            default -> String.valueOf(c);
        };
    }

    private static boolean isPlainLowerCase(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c > 'z' || (c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }
}
