package io.lapwing.aws.chatbot;

import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// A secret's text, as a JSON object of environment variables.
final class SecretVariables {
    private SecretVariables() {}

    /// @param name what the secret is of
    /// @throws IllegalStateException if the text is anything else; never quotes it
    static Map<String, String> read(String name, String text) {
        try {
            if (Json.read(text.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> fields
                    && fields.values().stream().allMatch(String.class::isInstance)) {
                Map<String, String> variables = new HashMap<>();
                fields.forEach((field, value) -> variables.put(String.valueOf(field), String.valueOf(value)));
                return variables;
            }
        } catch (MalformedJson _) {
            // Said below, without the text.
        }
        throw new IllegalStateException("the secret of " + name + " is no JSON object of texts");
    }
}
