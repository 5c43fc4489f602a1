package io.lapwing.sharedmodel.shadow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// What somebody wants to change about a shadow.
///
/// @param version the only one that it may be applied to; null for any
/// @param clientToken what the answer is to bear, so that whoever asked knows it; at most [#MAX_TOKEN_BYTES]
/// @param id by which it is known when it is delivered again; null where it has nothing to be known by
public record ShadowUpdate(Section desired, Section reported, @Nullable Long version, @Nullable String clientToken,
        @Nullable UpdateId id) {

    /// Of a client token, in UTF-8.
    public static final int MAX_TOKEN_BYTES = 64;

    /// What is to become of one of the two sections.
    public sealed interface Section {

        Section KEPT = new Kept();

        ShadowState on(ShadowState state);
    }

    /// It stays as it is.
    public record Kept() implements Section {

        @Override
        public ShadowState on(ShadowState state) {
            return state;
        }
    }

    /// All of it goes.
    public record Removed() implements Section {

        @Override
        public ShadowState on(ShadowState state) {
            return ShadowState.EMPTY;
        }
    }

    /// Key by key: an object is merged into the object that is there, a null removes, all else replaces.
    ///
    /// @param patch a JSON object, made of what [ShadowState] is made of, and of nulls outside of arrays
    public record Merged(Map<String, @Nullable Object> patch) implements Section {

        public Merged {
            patch = Collections.unmodifiableMap(patch);
        }

        /// A merge of this object; empty if it has a null in an array, where it could remove nothing.
        public static Optional<Merged> of(Map<?, ?> object) {
            Map<String, @Nullable Object> patch = new LinkedHashMap<>();
            object.forEach((key, value) -> patch.put(String.valueOf(key), value));
            return hasNullInArray(patch) ? Optional.empty() : Optional.of(new Merged(patch));
        }

        private static boolean hasNullInArray(@Nullable Object value) {
            return switch (value) {
                case Map<?, ?> object -> object.values().stream().anyMatch(Merged::hasNullInArray);
                case List<?> array -> array.stream().anyMatch(Merged::hasNull);
                case null, default -> false;
            };
        }

        private static boolean hasNull(@Nullable Object value) {
            return switch (value) {
                case null -> true;
                case Map<?, ?> object -> object.values().stream().anyMatch(Merged::hasNull);
                case List<?> array -> array.stream().anyMatch(Merged::hasNull);
                default -> false;
            };
        }

        @Override
        public ShadowState on(ShadowState state) {
            return state.merged(patch);
        }
    }

    /// This update under another name.
    public ShadowUpdate named(@Nullable UpdateId name) {
        return new ShadowUpdate(desired, reported, version, clientToken, name);
    }
}
