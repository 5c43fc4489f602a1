package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.shadow.Shadow;
import io.lapwing.sharedmodel.shadow.ShadowAnswer;
import io.lapwing.sharedmodel.shadow.ShadowState;
import io.lapwing.sharedmodel.shadow.ShadowUpdate;
import io.lapwing.sharedmodel.shadow.ShadowUpdate.Kept;
import io.lapwing.sharedmodel.shadow.ShadowUpdate.Merged;
import io.lapwing.sharedmodel.shadow.ShadowUpdate.Removed;
import io.lapwing.sharedmodel.shadow.ShadowUpdate.Section;
import io.lapwing.sharedmodel.shadow.UpdateId;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// What is said on shadows' topics, in the shapes of AWS IoT, whose `timestamp` is in seconds; and shadows as stores
/// keep them.
public final class ShadowJson {

    private ShadowJson() {}

    /// @param at when it is said
    public static JsonText write(ShadowAnswer answer, Instant at) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        switch (answer) {
            case ShadowAnswer.Document(Shadow shadow, String token) -> {
                json.put("state", state(shadow));
                json.put("version", shadow.version());
                end(json, at, token);
            }
            case ShadowAnswer.Updated(ShadowUpdate update, long version) -> {
                json.put("state", state(update));
                json.put("version", version);
                end(json, at, update.clientToken());
            }
            case ShadowAnswer.Rejected(_, int code, String message, String token) -> {
                json.put("code", code);
                json.put("message", message);
                end(json, at, token);
            }
            case ShadowAnswer.Differing(Shadow shadow) -> {
                json.put("version", shadow.version());
                json.put("timestamp", at.getEpochSecond());
                json.put("state", shadow.delta().values());
            }
        }
        return text(json);
    }

    private static void end(Map<String, @Nullable Object> json, Instant at, @Nullable String clientToken) {
        json.put("timestamp", at.getEpochSecond());
        if (clientToken != null) {
            json.put("clientToken", clientToken);
        }
    }

    /// `{"desired","reported","delta"}`, each only where there is something in it.
    public static Map<String, @Nullable Object> state(Shadow shadow) {
        Map<String, @Nullable Object> state = new LinkedHashMap<>();
        put(state, "desired", shadow.desired());
        put(state, "reported", shadow.reported());
        put(state, "delta", shadow.delta());
        return state;
    }

    private static void put(Map<String, @Nullable Object> state, String name, ShadowState section) {
        if (!section.isEmpty()) {
            state.put(name, section.values());
        }
    }

    /// What an update asked for.
    private static Map<String, @Nullable Object> state(ShadowUpdate update) {
        Map<String, @Nullable Object> state = new LinkedHashMap<>();
        put(state, "desired", update.desired());
        put(state, "reported", update.reported());
        return state;
    }

    private static void put(Map<String, @Nullable Object> state, String name, Section section) {
        switch (section) {
            case Kept() -> {
                // Nothing was asked.
            }
            case Removed() -> state.put(name, null);
            case Merged(Map<String, @Nullable Object> patch) -> state.put(name, patch);
        }
    }

    /// A section as stores keep it.
    public static JsonText write(ShadowState section) {
        return text(section.values());
    }

    /// @throws IllegalArgumentException if this is not what [#write(ShadowState)] wrote
    public static ShadowState readSection(JsonText section) {
        Map<String, Object> values = new LinkedHashMap<>();
        object(section).forEach((key, value) -> values.put(key.toString(), value));
        return new ShadowState(values);
    }

    /// The updates that a shadow remembers, as stores keep them: `{"id":version,…}`.
    public static JsonText write(List<Shadow.Applied> applied) {
        Map<String, @Nullable Object> versions = new LinkedHashMap<>();
        applied.forEach(done -> versions.put(done.update().value(), done.version()));
        return text(versions);
    }

    /// @throws IllegalArgumentException if this is not what [#write(List)] wrote
    public static List<Shadow.Applied> readApplied(JsonText text) {
        List<Shadow.Applied> applied = new ArrayList<>();
        object(text).forEach((id, version) -> applied.add(new Shadow.Applied(new UpdateId(id.toString()),
                version instanceof Long number ? number : 0)));
        return applied;
    }

    private static Map<?, ?> object(JsonText text) {
        try {
            if (Json.read(text.json().getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> object) {
                return object;
            }
        } catch (MalformedJson e) {
            throw new IllegalArgumentException("not a part of a shadow: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("not a part of a shadow");
    }

    private static JsonText text(@Nullable Object json) {
        return new JsonText(new String(Json.write(json), StandardCharsets.UTF_8));
    }
}
