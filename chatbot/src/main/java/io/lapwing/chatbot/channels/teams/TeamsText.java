package io.lapwing.chatbot.channels.teams;

import io.lapwing.chatbot.channels.Payload;

import java.util.regex.Pattern;

/// What somebody wrote, without the mention that called the bot, and with the markup that Teams puts around what people
/// type undone.
///
/// @param isForBot whether it was mentioned
record TeamsText(String text, boolean isForBot) {
    /// What Teams finds in a text is far less.
    private static final int MAX_ENTITIES = 100;
    private static final Pattern MENTION = Pattern.compile("</?at( [^<>]*)?>");

    static TeamsText of(Payload activity) {
        String text = activity.at("text").optionalText().orElse("");
        Payload bot = activity.at("recipient", "id");
        boolean isForBot = false;
        for (Payload entity : activity.at("entities").items().stream().limit(MAX_ENTITIES).toList()) {
            if (entity.at("type").optionalText().filter("mention"::equals).isPresent()
                    && entity.at("mentioned", "id").text().equals(bot.text())) {
                isForBot = true;
                text = text.replace(entity.at("text").optionalText().orElse("<at></at>"), " ");
            }
        }
        return new TeamsText(unescaped(MENTION.matcher(text).replaceAll("")), isForBot);
    }

    boolean isEmpty() {
        return text.isBlank();
    }

    /// The ampersand comes last, or `&amp;lt;` would become more than was typed.
    private static String unescaped(String text) {
        return text.replace("&nbsp;", " ").replace("\u00a0", " ").replace("&lt;", "<").replace("&gt;", ">")
                .replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&").strip();
    }
}
