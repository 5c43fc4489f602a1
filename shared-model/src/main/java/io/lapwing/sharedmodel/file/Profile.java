package io.lapwing.sharedmodel.file;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/// How whoever wrote a table writes numbers and times.
public enum Profile {
    /// `1234.5`, and ISO 8601 times in UTC where they name no offset.
    DEFAULT(false, ZoneOffset.UTC),
    /// `1.234,5`, and `31.12.2025 23:59:59` or ISO 8601 times as clocks in Berlin show them.
    DE(true, ZoneId.of("Europe/Berlin"));

    private final boolean german;
    private final ZoneId zone;

    Profile(boolean german, ZoneId zone) {
        this.german = german;
        this.zone = zone;
    }

    /// The profile of this name, in any case.
    public static Optional<Profile> named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "default" -> Optional.of(DEFAULT);
            case "de" -> Optional.of(DE);
            default -> Optional.empty();
        };
    }

    public boolean hasDecimalComma() {
        return german;
    }

    public boolean hasDayFirst() {
        return german;
    }

    /// Where a time that names no offset was read off a clock.
    public ZoneId zone() {
        return zone;
    }
}
