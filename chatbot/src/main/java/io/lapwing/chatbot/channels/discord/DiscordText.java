package io.lapwing.chatbot.channels.discord;

import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/// Discord's Markdown, in which a backslash takes the meaning from what follows it.
final class DiscordText {
    /// Of addresses the colon and the slashes, so that they become no links.
    private static final String MARKUP = "\\*_~`|<>@#[]():/";
    /// What makes a line a list.
    private static final Pattern LIST = Pattern.compile("(?m)^(\\s*(?:[0-9]+)?)([-+.])");
    private static final String OF_LISTS = "-+.";

    /// What a code point counts at most once it is escaped.
    static final IntUnaryOperator ESCAPED_LENGTH = c -> Character.charCount(c)
            + (MARKUP.indexOf(c) >= 0 || OF_LISTS.indexOf(c) >= 0 ? 1 : 0);

    private DiscordText() {}

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (MARKUP.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.appendCodePoint(c);
        });
        return LIST.matcher(escaped).replaceAll("$1\\\\$2");
    }
}
