package io.lapwing.sharedmodel.live;

import java.util.Locale;

/// What apps can listen to.
public enum LiveKind {
    READINGS, PRESENCE, ALERTS, COMMANDS, FILES;

    /// As apps write it, and as it stands in topics.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
