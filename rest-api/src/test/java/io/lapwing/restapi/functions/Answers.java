package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// Looks into the JSON of responses.
final class Answers {
    private Answers() {}

    /// What stands at a path of keys and indexes.
    static @Nullable Object at(ApiResponse response, Object... path) {
        Object value = json(response.body());
        for (Object step : path) {
            value = switch (value) {
                case Map<?, ?> map -> map.get(step);
                case List<?> list when step instanceof Integer index -> list.get(index);
                case null, default -> throw new AssertionError("nothing at " + step + " of " + response.bodyText());
            };
        }
        return value;
    }

    static String text(ApiResponse response, Object... path) {
        return (String) Objects.requireNonNull(at(response, path), response.bodyText());
    }

    static String header(ApiResponse response, String name) {
        return Objects.requireNonNull(response.headers().get(name), name);
    }

    /// One field of each item of a list.
    static List<@Nullable Object> column(ApiResponse response, String field) {
        return list(response, "items").stream().<@Nullable Object>map(item -> ((Map<?, ?>) item).get(field)).toList();
    }

    static List<?> list(ApiResponse response, Object... path) {
        return (List<?>) Objects.requireNonNull(at(response, path), response.bodyText());
    }

    static @Nullable Object json(byte[] json) {
        try {
            return Json.read(json);
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    /// A golden file: how a response has to look, in this order of its fields.
    static String golden(String name) {
        try (InputStream file = Answers.class.getResourceAsStream("/golden/" + name)) {
            return String.valueOf(json(Objects.requireNonNull(file, name).readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A response's body, to be compared with a golden file.
    static String shape(ApiResponse response) {
        return String.valueOf(json(response.body()));
    }
}
