package io.lapwing.chatbot.channels;

import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// A value in the JSON that a platform sent, or the absence of one. What is not of the type that is asked for is refused
/// with a [MalformedPayload] that names its place. A null is as good as nothing.
///
/// Without a switch over types, which a starting function would have to put together.
public final class Payload {
    private final String path;
    private final @Nullable Object value;

    private Payload(String path, @Nullable Object value) {
        this.path = path;
        this.value = value;
    }

    /// Reads one JSON document in UTF-8.
    public static Payload read(byte[] json) {
        try {
            return new Payload("", Json.read(json));
        } catch (MalformedJson e) {
            throw new MalformedPayload("not valid JSON at line " + e.line() + ", column " + e.column());
        }
    }

    public static Payload read(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    /// What lies there, through objects: absent where one of them is.
    public Payload at(String... names) {
        Payload found = this;
        for (String name : names) {
            found = found.member(name);
        }
        return found;
    }

    private Payload member(String name) {
        String below = path.isEmpty() ? name : path + "." + name;
        return new Payload(below, object().get(name));
    }

    private Map<?, ?> object() {
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> object) {
            return object;
        }
        throw refused("an object");
    }

    public boolean isPresent() {
        return value != null;
    }

    public boolean isObject() {
        return value instanceof Map;
    }

    /// The names of an object's members, in their order; none where there is nothing.
    public List<String> names() {
        return object().keySet().stream().map(String::valueOf).toList();
    }

    /// A text, a number or a boolean.
    public Object scalar() {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        throw refused("a text, a number, true or false");
    }

    public String text() {
        return optionalText().orElseThrow(() -> refused("a text"));
    }

    public Optional<String> optionalText() {
        return optional(String.class, "a text");
    }

    /// A text, or an integer as one: platforms write ids in both ways.
    public String id() {
        if (value instanceof Long integer) {
            return integer.toString();
        }
        return optional(String.class, "an id").orElseThrow(() -> refused("an id"));
    }

    public long integer() {
        return optionalInteger().orElseThrow(() -> refused("an integer of 64 bits"));
    }

    public Optional<Long> optionalInteger() {
        return optional(Long.class, "an integer of 64 bits");
    }

    /// Any number, to whatever a double can tell.
    public Optional<Double> optionalNumber() {
        return optional(Number.class, "a number").map(Number::doubleValue);
    }

    /// False where there is nothing.
    public boolean flag() {
        return optional(Boolean.class, "true or false").orElse(false);
    }

    private <T> Optional<T> optional(Class<T> type, String wanted) {
        if (value == null || type.isInstance(value)) {
            return Optional.ofNullable(type.cast(value));
        }
        throw refused(wanted);
    }

    /// The items of an array; none where there is nothing.
    public List<Payload> items() {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> array) {
            return items(array);
        }
        throw refused("an array");
    }

    private List<Payload> items(List<?> array) {
        List<Payload> items = new ArrayList<>();
        for (Object item : array) {
            items.add(new Payload(path + "[" + items.size() + "]", item));
        }
        return items;
    }

    /// All of it, as compact JSON.
    public JsonText json() {
        return Json.text(value);
    }

    private MalformedPayload refused(String wanted) {
        return new MalformedPayload((path.isEmpty() ? "the document" : path) + " must be " + wanted);
    }

    /// Without the value: that may be anybody's words.
    @Override
    public String toString() {
        return "Payload[" + path + "]";
    }
}
