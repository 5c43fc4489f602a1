package io.lapwing.chatbot.functions;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/// What the bot says, in one language.
///
/// @param language a language tag without a region
record Phrases(String language, Map<String, String> texts) {
    private static final String FOLDER = "/io/lapwing/chatbot/phrases/";

    Phrases {
        texts = Map.copyOf(texts);
    }

    /// @throws IllegalStateException if there are none in that language
    static Phrases load(String language) {
        Properties properties = new Properties();
        try (InputStream file = Phrases.class.getResourceAsStream(FOLDER + language + ".properties")) {
            if (file == null) {
                throw new IllegalStateException("the bot has no phrases in " + language);
            }
            properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Phrases(language, properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, properties::getProperty)));
    }

    /// A text with `{0}`, `{1}`, … filled in. What is filled in is left as it is, whatever it looks like.
    String text(String key, Object... values) {
        String pattern = texts.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("there is no phrase " + key + " in " + language);
        }
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', from)) {
            int close = pattern.indexOf('}', open);
            text.append(pattern, from, open).append(values[Integer.parseInt(pattern, open + 1, close, 10)]);
            from = close + 1;
        }
        return text.append(pattern, from, pattern.length()).toString();
    }
}
