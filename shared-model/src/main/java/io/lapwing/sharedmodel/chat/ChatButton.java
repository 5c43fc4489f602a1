package io.lapwing.sharedmodel.chat;

import io.lapwing.sharedmodel.telemetry.Text;

/// A button below a message.
///
/// @param label what it says: 1 to [#MAX_LABEL] characters, none of them a control character
/// @param value what comes back when it is pressed: 1 to [#MAX_VALUE] visible ASCII characters
public record ChatButton(String label, String value, Style style) {
    /// The shortest limit of all platforms: WhatsApp's.
    public static final int MAX_LABEL = 20;
    /// The shortest limit of all platforms: Telegram's.
    public static final int MAX_VALUE = 64;

    public enum Style {
        NORMAL,
        /// What one most likely wants.
        PRIMARY,
        /// What has consequences.
        DANGER
    }

    public ChatButton {
        if (label.isBlank() || label.length() > MAX_LABEL || Text.hasControl(label) || !Text.isStorable(label)) {
            throw new IllegalArgumentException("label: 1 to " + MAX_LABEL + " characters without control characters");
        }
        if (value.isEmpty() || value.length() > MAX_VALUE || !value.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException("value: 1 to " + MAX_VALUE + " visible ASCII characters");
        }
    }

    public static ChatButton of(String label, String value) {
        return new ChatButton(label, value, Style.NORMAL);
    }
}
