package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.telemetry.Text;

import java.time.Instant;
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
    private static final String MISSING = "is missing";
    private static final String TEXT_RULE = "must be a text of 1 to 128 characters, none of them a control character";

    private final Map<?, ?> object;
    private final String path;
    private final List<FieldError> errors;
    private final Set<String> known = new TreeSet<>();
    private final List<Fields> nested = new ArrayList<>();

    /// @param path of the object within the body: empty, or ending in a dot
    private Fields(Map<?, ?> object, String path, List<FieldError> errors) {
        this.object = object;
        this.path = path;
        this.errors = errors;
    }

    /// The fields of a body.
    ///
    /// @throws RequestRefused
    ///             when it is no object
    public static Fields of(@Nullable Object body) {
        if (body instanceof Map<?, ?> object) {
            return new Fields(object, "", new ArrayList<>());
        }
        throw Problem.invalid("body", "must be a JSON object").refuse();
    }

    /// The fields of an object within this one; none where it is not there.
    public Fields object(String field) {
        Object value = raw(field);
        if (value != null && !(value instanceof Map)) {
            error(field, "must be an object");
        }
        Fields fields = new Fields(value instanceof Map<?, ?> map ? map : Map.of(), path + field + ".", errors);
        nested.add(fields);
        return fields;
    }

    /// Takes all fields as known, where what would tell them apart is itself not known.
    public void takeAll() {
        object.keySet().forEach(field -> known.add(String.valueOf(field)));
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
        require(field);
        return text == null ? "" : text;
    }

    public @Nullable String text(String field) {
        Object value = raw(field);
        return value == null ? null : checkedText(field, value);
    }

    public boolean flag(String field) {
        return flag(field, false);
    }

    public boolean flag(String field, boolean otherwise) {
        Object value = raw(field);
        if (value != null && !(value instanceof Boolean)) {
            error(field, "must be true or false");
        }
        return value instanceof Boolean flag ? flag : otherwise;
    }

    /// One of some words, or null, with an error noted, where it is not.
    public @Nullable String word(String field, List<String> words) {
        Object value = raw(field);
        if (value instanceof String text && words.contains(text)) {
            return text;
        }
        error(field, value == null ? MISSING : "must be one of " + String.join(", ", words));
        return null;
    }

    /// A finite number, or null where there is none.
    public @Nullable Double number(String field) {
        Object value = raw(field);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        error(field, "must be a finite number");
        return null;
    }

    /// A time to the millisecond, or null where there is none.
    public @Nullable Instant time(String field) {
        Object value = raw(field);
        Instant time = value instanceof String text ? Times.parse(text).orElse(null) : null;
        if (time == null && value != null) {
            error(field, Times.RULE);
        }
        return time;
    }

    /// A whole number that must be there; the least, with an error noted, where it is not.
    public long requiredInteger(String field, long min, long max) {
        require(field);
        return integer(field, min, max, min);
    }

    /// Notes an error where the field is not there.
    public void require(String field) {
        if (raw(field) == null) {
            error(field, MISSING);
        }
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
        return texts(field, MAX_COUNT);
    }

    public List<String> texts(String field, int max) {
        Object value = raw(field);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list) || list.size() > max) {
            error(field, "must be an array of at most " + max + " texts");
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
        errors.add(new FieldError(path + field, message));
    }

    /// To be called after everything was read.
    ///
    /// @throws RequestRefused
    ///             when anything was wrong, or a field is there that nobody asked for
    public void check() {
        refuseUnknown();
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors).refuse();
        }
    }

    private void refuseUnknown() {
        for (Object field : object.keySet()) {
            if (!known.contains(String.valueOf(field))) {
                error(String.valueOf(field), "is not known here");
            }
        }
        nested.forEach(Fields::refuseUnknown);
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
