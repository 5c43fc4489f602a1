package io.lapwing.chatbot.channels.whatsapp;

import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/// Plain text as WhatsApp shows it. WhatsApp knows no escaping: a word joiner, which nobody sees, stands where it would
/// make a text bold, or a link. In the name of a host that is no harm: whoever reads addresses drops it.
final class WhatsAppMarkup {
    /// What a character takes at most, with what stands beside it.
    static final IntUnaryOperator LENGTH = c -> switch (c) {
        case '*', '_', '~', '`' -> 3;
        case '.', '/', '>' -> 2;
        default -> Character.charCount(c);
    };
    /// Around a title.
    static final int BOLD = 2;

    private static final String JOINER = "\u2060";
    private static final Pattern STYLE = Pattern.compile("(?<![\\p{L}\\p{N}])[*_~`]|[*_~`](?![\\p{L}\\p{N}])");
    private static final Pattern QUOTE = Pattern.compile("(?m)^(\\s*)>");
    private static final Pattern LINK = Pattern.compile("(?<=:/)/|(?<=[\\p{L}\\p{N}])\\.(?=\\p{L})");

    private WhatsAppMarkup() {}

    static String plain(String text) {
        String calm = STYLE.matcher(withoutJoiners(text)).replaceAll(JOINER + "$0" + JOINER);
        return LINK.matcher(QUOTE.matcher(calm).replaceAll("$1" + JOINER + ">")).replaceAll("$0" + JOINER);
    }

    /// @param titleLength how much of its beginning is the title
    static String titled(String text, int titleLength) {
        return titleLength == 0 ? plain(text)
                : "*" + plain(text.substring(0, titleLength)) + "*" + plain(text.substring(titleLength));
    }

    static String withoutJoiners(String text) {
        return text.replace(JOINER, "");
    }
}
