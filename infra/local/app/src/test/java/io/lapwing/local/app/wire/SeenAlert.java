package io.lapwing.local.app.wire;

import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.nimbusds.jose.util.JSONObjectUtils;
import org.jspecify.annotations.Nullable;

/// An alert as `/v1/alerts` shows it.
record SeenAlert(Map<String, Object> fields) {

    /// The alerts of a list, in its order.
    static Stream<SeenAlert> ofList(String json) {
        try {
            return Stream.of(JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(json), "items"))
                    .map(SeenAlert::new);
        } catch (ParseException e) {
            throw new AssertionError(json, e);
        }
    }

    static SeenAlert of(String json) {
        try {
            return new SeenAlert(JSONObjectUtils.parse(json));
        } catch (ParseException e) {
            throw new AssertionError(json, e);
        }
    }

    String id() {
        return Objects.requireNonNull(text("id"));
    }

    boolean isOpen() {
        return "open".equals(text("state"));
    }

    Instant startedAt() {
        return Objects.requireNonNull(at("startedAt"));
    }

    @Nullable
    Instant at(String field) {
        String text = text(field);
        return text == null ? null : Instant.parse(text);
    }

    @Nullable
    String text(String field) {
        return (String) fields.get(field);
    }
}
