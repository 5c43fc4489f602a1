package io.lapwing.sharedmodel.shadow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// One of a shadow's two sections: a JSON object without nulls. Immutable to its leaves.
///
/// @param values maps, lists, [String], [Long], `BigInteger`, `BigDecimal` and [Boolean], as
/// [io.lapwing.sharedmodel.json.Json] reads them
public record ShadowState(Map<String, Object> values) {

    public static final ShadowState EMPTY = new ShadowState(Map.of());

    /// @throws IllegalArgumentException if something in it is none of these
    public ShadowState {
        values = frozen(values);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /// This state with `patch` merged into it: objects key by key, a null removes its key, all else replaces what is
    /// there.
    public ShadowState merged(Map<String, @Nullable Object> patch) {
        return new ShadowState(merge(values, patch));
    }

    private static Map<String, Object> merge(Map<?, ?> state, Map<?, ?> patch) {
        Map<String, Object> merged = new LinkedHashMap<>();
        state.forEach((key, value) -> merged.put(String.valueOf(key), Objects.requireNonNull(value)));
        patch.forEach((name, value) -> {
            String key = String.valueOf(name);
            switch (value) {
                case null -> merged.remove(key);
                case Map<?, ?> object ->
                    merged.put(key, merge(merged.get(key) instanceof Map<?, ?> old ? old : Map.of(), object));
                default -> merged.put(key, value);
            }
        });
        return merged;
    }

    /// What of this state is not, or is otherwise, in `other`; with objects key by key. What only `other` has does not
    /// count.
    public ShadowState differenceFrom(ShadowState other) {
        return new ShadowState(difference(values, other.values));
    }

    private static Map<String, Object> difference(Map<?, ?> wanted, Map<?, ?> actual) {
        Map<String, Object> difference = new LinkedHashMap<>();
        wanted.forEach((name, value) -> {
            String key = String.valueOf(name);
            if (value instanceof Map<?, ?> object && actual.get(name) instanceof Map<?, ?> there) {
                Map<String, Object> below = difference(object, there);
                if (!below.isEmpty()) {
                    difference.put(key, below);
                }
            } else if (!isSame(value, actual.get(name))) {
                difference.put(key, Objects.requireNonNull(value));
            }
        });
        return difference;
    }

    /// Whether two values mean the same: of numbers it is their size that counts, not how they are written.
    private static boolean isSame(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number number && other instanceof Number another) {
            return areEqual(plain(number), plain(another));
        }
        if (one instanceof List<?> list && other instanceof List<?> another) {
            return list.size() == another.size() && areSame(list, another);
        }
        if (one instanceof Map<?, ?> object && other instanceof Map<?, ?> another) {
            return object.keySet().equals(another.keySet())
                    && object.entrySet().stream().allMatch(entry -> isSame(entry.getValue(),
                            another.get(entry.getKey())));
        }
        return Objects.equals(one, other);
    }

    private static boolean areSame(List<?> list, List<?> another) {
        for (int i = 0; i < list.size(); i++) {
            if (!isSame(list.get(i), another.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// `compareTo` would write out all digits of 1e999999999.
    private static boolean areEqual(BigDecimal one, BigDecimal other) {
        return one.scale() == other.scale() && one.unscaledValue().equals(other.unscaledValue());
    }

    /// One form for each number.
    private static BigDecimal plain(Number number) {
        return switch (number) {
            case BigDecimal decimal -> decimal.stripTrailingZeros();
            case BigInteger integer -> new BigDecimal(integer).stripTrailingZeros();
            default -> BigDecimal.valueOf(number.longValue()).stripTrailingZeros();
        };
    }

    /// How deep objects and arrays lie in one another, this one included; 0 if it is empty.
    int depth() {
        return isEmpty() ? 0 : depth(values);
    }

    private static int depth(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object -> 1 + object.values().stream().mapToInt(ShadowState::depth).max().orElse(0);
            case List<?> array -> 1 + array.stream().mapToInt(ShadowState::depth).max().orElse(0);
            case null, default -> 0;
        };
    }

    /// How many bytes this takes as compact JSON.
    int jsonBytes() {
        return JsonLength.of(values);
    }

    private static Map<String, Object> frozen(Map<?, ?> object) {
        Map<String, Object> frozen = new LinkedHashMap<>();
        object.forEach((key, value) -> frozen.put(String.valueOf(key), frozen(value)));
        return Collections.unmodifiableMap(frozen);
    }

    private static Object frozen(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object -> frozen(object);
            case List<?> array -> {
                List<Object> frozen = new ArrayList<>();
                array.forEach(item -> frozen.add(frozen(item)));
                yield Collections.unmodifiableList(frozen);
            }
            case String text -> text;
            case Long number -> number;
            case BigInteger number -> number;
            case BigDecimal number -> number;
            case Boolean flag -> flag;
            case null -> throw new IllegalArgumentException("a shadow's state has no nulls");
            default -> throw new IllegalArgumentException("not a value of JSON: " + value.getClass().getName());
        };
    }
}
