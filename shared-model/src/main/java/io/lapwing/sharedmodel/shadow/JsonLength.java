package io.lapwing.sharedmodel.shadow;

import io.lapwing.sharedmodel.telemetry.Text;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// How long a value is as compact JSON in UTF-8, without writing it. A test compares it with what is written.
final class JsonLength {

    private static final String SHORT_ESCAPES = "\"\\\b\t\n\f\r";

    private JsonLength() {}

    static int of(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object -> "{}".length() + separators(object.size()) + object.entrySet().stream()
                    .mapToInt(entry -> of(entry.getKey()) + 1 + of(entry.getValue())).sum();
            case List<?> array -> "[]".length() + separators(array.size())
                    + array.stream().mapToInt(JsonLength::of).sum();
            case String text -> ofText(text);
            case null, default -> String.valueOf(value).length();
        };
    }

    private static int separators(int members) {
        return Math.max(0, members - 1);
    }

    private static int ofText(String text) {
        int length = 2 + Text.utf8Length(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (SHORT_ESCAPES.indexOf(c) >= 0) {
                length += 1;
            } else if (c < ' ') {
                length += "u0000".length();
            }
        }
        return length;
    }
}
