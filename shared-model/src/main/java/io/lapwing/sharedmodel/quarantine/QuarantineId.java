package io.lapwing.sharedmodel.quarantine;

import java.util.regex.Pattern;

/// The id of a quarantined message: `Q-` and 32 hex digits, a digest of what makes two of them the same (see
/// [QuarantinedMessage#idOf]), so that a redelivery adds none.
public record QuarantineId(String value) {

    private static final Pattern SHAPE = Pattern.compile("Q-[0-9a-f]{32}");

    public QuarantineId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a quarantine id is Q- and 32 hex digits");
        }
    }

    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
