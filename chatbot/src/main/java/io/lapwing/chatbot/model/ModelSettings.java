package io.lapwing.chatbot.model;

import io.lapwing.chatbot.functions.SecondOpinion;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which language model is asked, as environment variables name it: any endpoint that speaks OpenAI's chat completions.
///
/// @param url what `/chat/completions` is put behind
/// @param key shown to nobody
/// @param name as the endpoint calls the model
public record ModelSettings(URI url, String key, String name) {
    private static final String URL = "LAPWING_MODEL_URL";
    private static final String KEY = "LAPWING_MODEL_KEY";
    private static final String NAME = "LAPWING_MODEL_NAME";
    private static final List<String> ALL = List.of(URL, KEY, NAME);

    public ModelSettings {
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(KEY + " is made of letters, digits and signs");
        }
    }

    /// @return empty where no model is configured
    /// @throws IllegalArgumentException if something is missing or wrong, which its message names
    public static Optional<ModelSettings> from(Map<String, String> environment) {
        List<String> given = ALL.stream().filter(name -> !environment.getOrDefault(name, "").isBlank()).toList();
        if (given.isEmpty()) {
            return Optional.empty();
        }
        ALL.stream().filter(name -> !given.contains(name)).findFirst().ifPresent(missing -> {
            throw new IllegalArgumentException(given.getFirst() + " is set, but " + missing + " is not");
        });
        return Optional.of(new ModelSettings(url(value(environment, URL)), value(environment, KEY),
                value(environment, NAME)));
    }

    private static String value(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").strip();
    }

    private static URI url(String text) {
        try {
            URI url = URI.create(text);
            if (url.getHost() != null && List.of("http", "https").contains(url.getScheme()) && url.getQuery() == null
                    && url.getUserInfo() == null) {
                return url;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw new IllegalArgumentException(URL + " is the http or https URL of an API, as https://example.org/v1");
    }

    /// Only here is anything of langchain4j loaded.
    public SecondOpinion opinion(InstantSource clock) {
        return new LanguageModel(this, clock, LanguageModel.TIMEOUT);
    }

    /// Without the key.
    @Override
    public String toString() {
        return "ModelSettings[" + url + ", " + name + "]";
    }
}
