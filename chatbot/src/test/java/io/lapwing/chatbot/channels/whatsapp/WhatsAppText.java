package io.lapwing.chatbot.channels.whatsapp;

import java.util.regex.Pattern;

/// Reads the markup of messages as WhatsApp's clients do, by what is known of them, and says what became alive in it.
///
/// @param text as it is seen: without the title's stars, and without what nobody sees
record WhatsAppText(String text, boolean isAlive) {
    private static final Pattern TITLE = Pattern.compile("^\\*([^\n]+)\\*(?=\n|$)");
    private static final Pattern STYLED = Pattern
            .compile("(?:^|[\\s>*_~(])([*_~`])[^\\s\u2060\n](?:[^\n]*[^\\s\u2060\n])?\\1"
                    + "(?:$|[^\\p{L}\\p{N}])");
    private static final Pattern QUOTED = Pattern.compile("(?m)^\\s*> ");
    private static final Pattern LINK = Pattern
            .compile("https?://[^\\s\u2060]|[\\p{L}\\p{N}-]+\\.(com|org|example|net)\\b");

    static WhatsAppText of(String body) {
        var title = TITLE.matcher(body);
        String rest = title.find() ? title.group(1) + body.substring(title.end()) : body;
        boolean isAlive = STYLED.matcher(rest).find() || QUOTED.matcher(rest).find() || LINK.matcher(rest).find();
        return new WhatsAppText(rest.replace("\u2060", ""), isAlive);
    }
}
