package io.lapwing.loadtests.bare;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;

/// JSON, written by hand.
final class JsonLine {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);
    private static final int CHARS = 1024;

    private final StringBuilder text = new StringBuilder(CHARS);

    /// Goes on with this, as it is.
    JsonLine raw(String json) {
        text.append(json);
        return this;
    }

    /// A member of an object, as it is.
    JsonLine raw(String name, String json) {
        return name(name).raw(json);
    }

    JsonLine text(String name, @Nullable String value) {
        name(name);
        return value == null ? raw("null") : quoted(value);
    }

    JsonLine time(String name, @Nullable Long millis) {
        name(name);
        if (millis == null) {
            return raw("null");
        }
        text.append('"');
        TIME.formatTo(Instant.ofEpochMilli(millis), text);
        text.append('"');
        return this;
    }

    JsonLine bool(String name, boolean value) {
        return name(name).raw(value ? "true" : "false");
    }

    /// A whole number is written as one.
    JsonLine number(String name, double value) {
        name(name);
        if (value == Math.rint(value) && Math.abs(value) < Long.MAX_VALUE) {
            text.append((long) value);
        } else {
            text.append(value);
        }
        return this;
    }

    private JsonLine name(String name) {
        char last = text.isEmpty() ? '{' : text.charAt(text.length() - 1);
        if (last != '{' && last != '[') {
            text.append(',');
        }
        text.append('"').append(name).append("\":");
        return this;
    }

    /// A comma, where something stands before in the array.
    JsonLine next() {
        if (text.charAt(text.length() - 1) != '[') {
            text.append(',');
        }
        return this;
    }

    JsonLine quoted(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append("\\u").append("%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
        return this;
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
