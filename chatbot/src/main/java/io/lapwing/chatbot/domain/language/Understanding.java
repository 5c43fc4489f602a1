package io.lapwing.chatbot.domain.language;

import io.lapwing.sharedmodel.device.DeviceId;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// What a text was taken to mean.
///
/// @param suggestions where the bot has to help, up to three sentences that it would understand, nearest first
/// @param unknown the name that no device has, as it was said
/// @param near devices that might have been meant by it
/// @param language the name of the language that it was said in; null where that cannot be told
public record Understanding(Intent intent, Slots slots, List<String> suggestions, @Nullable String unknown,
        List<DeviceId> near, @Nullable String language) {
    public Understanding {
        suggestions = List.copyOf(suggestions);
        near = List.copyOf(near);
    }

    public static Understanding of(Intent intent, Slots slots) {
        return new Understanding(intent, slots, List.of(), null, List.of(), null);
    }

    Understanding saidIn(String other) {
        return new Understanding(intent, slots, suggestions, unknown, near, other);
    }

    /// Whether it must be confirmed before it is done, which every command must.
    public boolean confirm() {
        return intent == Intent.COMMAND;
    }

    /// Without what somebody said, so that it reaches no log.
    @Override
    public String toString() {
        return "Understanding[" + intent.contractName() + "]";
    }
}
