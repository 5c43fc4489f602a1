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
        return switch (value) {
            case null -> new Payload(below, null);
            case Map<?, ?> object -> new Payload(below, object.get(name));
            default -> throw refused("an object");
        };
    }

    public boolean isPresent() {
        return value != null;
    }

    public boolean isObject() {
        return value instanceof Map;
    }

    /// The names of an object's members, in their order; none where there is nothing.
    public List<String> names() {
        return switch (value) {
            case null -> List.of();
            case Map<?, ?> object -> object.keySet().stream().map(String::valueOf).toList();
            default -> throw refused("an object");
        };
    }

    /// A text, a number or a boolean.
    public Object scalar() {
        return switch (value) {
            case String text -> text;
            case Number number -> number;
            case Boolean flag -> flag;
            case null, default -> throw refused("a text, a number, true or false");
        };
    }

    public String text() {
        return optionalText().orElseThrow(() -> refused("a text"));
    }

    public Optional<String> optionalText() {
        return switch (value) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            default -> throw refused("a text");
        };
    }

    /// A text, or an integer as one: platforms write ids in both ways.
    public String id() {
        return switch (value) {
            case String text -> text;
            case Long integer -> integer.toString();
            case null, default -> throw refused("an id");
        };
    }

    public long integer() {
        return optionalInteger().orElseThrow(() -> refused("an integer of 64 bits"));
    }

    public Optional<Long> optionalInteger() {
        return switch (value) {
            case null -> Optional.empty();
            case Long integer -> Optional.of(integer);
            default -> throw refused("an integer of 64 bits");
        };
    }

    /// Any number, to whatever a double can tell.
    public Optional<Double> optionalNumber() {
        return switch (value) {
            case null -> Optional.empty();
            case Number number -> Optional.of(number.doubleValue());
            default -> throw refused("a number");
        };
    }

    /// False where there is nothing.
    public boolean flag() {
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            default -> throw refused("true or false");
        };
    }

    /// The items of an array; none where there is nothing.
    public List<Payload> items() {
        return switch (value) {
            case null -> List.of();
            case List<?> array -> items(array);
            default -> throw refused("an array");
        };
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
