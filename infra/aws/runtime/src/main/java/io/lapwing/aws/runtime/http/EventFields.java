package io.lapwing.aws.runtime.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// The fields of a JSON object, each of the type that it has to have. Says which one is wrong, and never what stood in
/// it.
///
/// @param values as they were read
record EventFields(Map<?, ?> values) {

    /// @throws IllegalArgumentException if it is no object
    static EventFields of(@Nullable Object value) {
        if (value instanceof Map<?, ?> values) {
            return new EventFields(values);
        }
        throw wrong("it is not an object");
    }

    EventFields object(String name) {
        if (values.get(name) instanceof Map<?, ?> object) {
            return new EventFields(object);
        }
        throw wrong("no object " + name);
    }

    String text(String name) {
        if (values.get(name) instanceof String text) {
            return text;
        }
        throw wrong("no text " + name);
    }

    /// Null where it is null or missing.
    @Nullable
    String optionalText(String name) {
        return values.get(name) == null ? null : text(name);
    }

    /// False where it is missing.
    boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /// The texts of an object; none where it is missing.
    Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (values.get(name) != null) {
            EventFields fields = object(name);
            fields.values.forEach((key, _) -> texts.put(key.toString(), fields.text(key.toString())));
        }
        return texts;
    }

    /// The texts of a list; none where it is missing.
    List<String> list(String name) {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Object::toString).toList();
        }
        throw wrong("no list " + name);
    }

    static IllegalArgumentException wrong(String reason) {
        return new IllegalArgumentException(
                "not an HTTP request of a function URL or an HTTP API, payload format 2.0: " + reason);
    }
}
