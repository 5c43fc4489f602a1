package io.lapwing.aws.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.bertramlabs.plugins.hcl4j.symbols.Symbol;
import org.jspecify.annotations.Nullable;

/// What stands in a block. A reference is the text that it is written as (`aws_sqs_queue.this.arn`); what the parser
/// could not evaluate is there, and [#UNKNOWN].
record Attributes(Map<String, Object> values) {

    static final String UNKNOWN = "(unknown)";

    static Attributes of(@Nullable Object block) {
        return plain(block) instanceof Map<?, ?> map ? of(map) : new Attributes(Map.of());
    }

    private static Attributes of(Map<?, ?> map) {
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((key, value) -> values.put(String.valueOf(key), plain(value)));
        return new Attributes(values);
    }

    private static Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> UNKNOWN;
            case Map<?, ?> map -> of(map).values;
            case List<?> list -> list.stream().map(Attributes::plain).toList();
            case Symbol symbol -> Optional.ofNullable(symbol.getName()).orElse(UNKNOWN);
            default -> value;
        };
    }

    Set<String> names() {
        return values.keySet();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /// A text or a reference; empty if it is missing or unknown.
    String text(String name) {
        return values.get(name) instanceof String text && !text.equals(UNKNOWN) ? text : "";
    }

    /// A number; NaN, which no comparison holds for, if it is missing or unknown.
    double number(String name) {
        return values.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /// The texts of a list.
    List<String> texts(String name) {
        return values.get(name) instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    }

    /// Every text in it, however deep.
    Stream<String> allTexts() {
        return texts(values);
    }

    private static Stream<String> texts(Object value) {
        return switch (value) {
            case String text -> Stream.of(text);
            case Map<?, ?> map -> map.values().stream().flatMap(Attributes::texts);
            case List<?> list -> list.stream().flatMap(Attributes::texts);
            default -> Stream.empty();
        };
    }

    /// The blocks, or the one object, of that name.
    List<Attributes> blocks(String name) {
        List<Attributes> blocks = new ArrayList<>();
        switch (values.get(name)) {
            case Map<?, ?> one -> blocks.add(of(one));
            case List<?> several -> several.forEach(one -> blocks.add(of(one)));
            case null, default -> {}
        }
        return blocks;
    }

    /// The one block of that name, or an empty one.
    Attributes block(String name) {
        return blocks(name).stream().findFirst().orElse(new Attributes(Map.of()));
    }
}
