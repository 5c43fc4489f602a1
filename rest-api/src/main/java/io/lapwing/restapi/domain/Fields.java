package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.telemetry.Text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/// Reads the fields of a JSON object and collects everything that is wrong with them, so that a caller hears all of it
/// at once. Not thread-safe: one for each body.
public final class Fields {
    private static final int MAX_TEXT = 128;
    private static final int MAX_COUNT = 64;
    private static final String TEXT_RULE = "must be a text of 1 to 128 characters, none of them a control character";

    private final Map<?, ?> object;
    private final Set<String> known = new TreeSet<>();
    private final List<FieldError> errors = new ArrayList<>();

    private Fields(Map<?, ?> object) {
        this.object = object;
    }

    /// The fields of a body.
    ///
    /// @throws RequestRefused
    ///             when it is no object
    public static Fields of(@Nullable Object body) {
        if (body instanceof Map<?, ?> object) {
            return new Fields(object);
        }
        throw Problem.invalid("body", "must be a JSON object").refuse();
    }

    /// Whether the field is there, be it null.
    public boolean has(String field) {
        known.add(field);
        return object.containsKey(field);
    }

    public @Nullable Object raw(String field) {
        known.add(field);
        return object.get(field);
    }

    /// A text that must be there; empty, with an error noted, where it is not.
    public String requiredText(String field) {
        String text = text(field);
        if (text == null && raw(field) == null) {
            error(field, "is missing");
        }
        return text == null ? "" : text;
    }

    public @Nullable String text(String field) {
        Object value = raw(field);
        return value == null ? null : checkedText(field, value);
    }

    public boolean flag(String field) {
        Object value = raw(field);
        if (value != null && !(value instanceof Boolean)) {
            error(field, "must be true or false");
        }
        return Boolean.TRUE.equals(value);
    }

    public long integer(String field, long min, long max, long otherwise) {
        Object value = raw(field);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Long number && number >= min && number <= max) {
            return number;
        }
        error(field, "must be an integer from " + min + " to " + max);
        return otherwise;
    }

    public List<String> texts(String field) {
        Object value = raw(field);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list) || list.size() > MAX_COUNT) {
            error(field, "must be an array of at most 64 texts");
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String text = checkedText(field + "[" + i + "]", list.get(i));
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /// Pairs of texts. A pair with null is kept, for a merge patch to take as "remove".
    public Map<String, @Nullable String> pairs(String field) {
        Object value = raw(field);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map) || map.size() > MAX_COUNT) {
            error(field, "must be an object of at most 64 texts");
            return Map.of();
        }
        Map<String, @Nullable String> pairs = new LinkedHashMap<>();
        map.forEach((key, text) -> {
            String name = checkedText(field, key);
            if (name != null) {
                pairs.put(name, text == null ? null : checkedText(field + "." + name, text));
            }
        });
        return pairs;
    }

    public void error(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    /// To be called after everything was read.
    ///
    /// @throws RequestRefused
    ///             when anything was wrong, or a field is there that nobody asked for
    public void check() {
        for (Object field : object.keySet()) {
            if (!known.contains(String.valueOf(field))) {
                error(String.valueOf(field), "is not known here");
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors).refuse();
        }
    }

    private @Nullable String checkedText(String field, @Nullable Object value) {
        if (value instanceof String text && !text.isBlank() && text.length() <= MAX_TEXT && !Text.hasControl(text)
                && Text.isStorable(text)) {
            return text;
        }
        error(field, TEXT_RULE);
        return null;
    }
}
