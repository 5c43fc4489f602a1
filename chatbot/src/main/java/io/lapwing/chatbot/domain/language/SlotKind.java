package io.lapwing.chatbot.domain.language;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can stand in a hole of a template: `{device}`.
enum SlotKind {
    // Of the fleet.
    DEVICE, TYPE, SITE, METRIC,
    // Read off the text.
    ALERT, FILE, METHOD, DEGREES, NUMBER, TIME, DATE,
    // From the word lists of a language.
    SEVERITY, STATE, ALERT_STATE, AGG, SCOPE, UNIT, WEEKDAY, MONTH, PART, PRONOUN, REQUEST,
    // From the time templates of a language.
    CLOCK, DAY, STRETCH, RANGE, UNTIL;

    /// As it is written in a language file.
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<SlotKind> of(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
    }
}
