package io.lapwing.sharedmodel.shadow;

import io.lapwing.sharedmodel.telemetry.RefusalCode;

import org.jspecify.annotations.Nullable;

/// What a device asks of one of its shadows.
public sealed interface ShadowRequest {

    @Nullable
    String clientToken();

    /// It wants to see it.
    record Get(@Nullable String clientToken) implements ShadowRequest {}

    /// It wants to change it.
    record Change(ShadowUpdate update) implements ShadowRequest {

        @Override
        public @Nullable String clientToken() {
            return update.clientToken();
        }
    }

    /// It cannot be told what it wants.
    ///
    /// @param reason a sentence for people, without the device's data
    /// @param clientToken where one could still be read
    record Malformed(RefusalCode code, String reason, @Nullable String clientToken) implements ShadowRequest {}
}
