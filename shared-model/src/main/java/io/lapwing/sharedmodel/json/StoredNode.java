package io.lapwing.sharedmodel.json;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// A part of what a store keeps as JSON; that it has its fields is taken for granted, and checked.
///
/// @param what it is read as, for errors
record StoredNode(String what, @Nullable Object value) {

    /// @throws IllegalArgumentException
    ///             if this is no JSON; so do all the other methods, if something is missing
    static StoredNode read(String what, String json) {
        try {
            return new StoredNode(what, Json.read(json.getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedJson e) {
            throw new IllegalArgumentException("not a " + what + ": " + e.getMessage(), e);
        }
    }

    /// Whether there is such a field, and it is not null.
    boolean has(String field) {
        return fields().get(field) != null;
    }

    StoredNode node(String field) {
        return new StoredNode(what, fields().get(field));
    }

    List<StoredNode> nodes(String field) {
        return ((List<?>) as(List.class, field)).stream().map(element -> new StoredNode(what, element)).toList();
    }

    String text(String field) {
        return as(String.class, field);
    }

    boolean flag(String field) {
        return as(Boolean.class, field);
    }

    Number number(String field) {
        return as(Number.class, field);
    }

    Duration seconds(String field) {
        return Duration.ofSeconds(number(field).longValue());
    }

    Instant time(String field) {
        return Instant.ofEpochMilli(number(field).longValue());
    }

    /// What is made of this node's field; null where it has none.
    <T> @Nullable T ifHas(String field, Function<StoredNode, T> read) {
        return has(field) ? read.apply(this) : null;
    }

    List<String> texts(String field) {
        return ((List<?>) as(List.class, field)).stream().map(String.class::cast).toList();
    }

    Map<String, String> pairs() {
        Map<String, String> pairs = new LinkedHashMap<>();
        fields().forEach((key, text) -> pairs.put((String) key, (String) text));
        return pairs;
    }

    private Map<?, ?> fields() {
        if (value instanceof Map<?, ?> fields) {
            return fields;
        }
        throw new IllegalArgumentException("not a " + what + ": an object is missing");
    }

    private <T> T as(Class<T> type, String field) {
        Object found = fields().get(field);
        if (!type.isInstance(found)) {
            throw new IllegalArgumentException("not a " + what + ": " + field + " is missing, or no "
                    + type.getSimpleName());
        }
        return type.cast(found);
    }
}
