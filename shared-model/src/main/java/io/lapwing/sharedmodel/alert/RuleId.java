package io.lapwing.sharedmodel.alert;

import java.util.regex.Pattern;

/// The id of a rule within its tenant. `[A-Za-z0-9_-]{1,64}`.
public record RuleId(String value) implements Comparable<RuleId> {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public RuleId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a rule id is 1 to 64 of A-Z, a-z, 0-9, _ and -");
        }
    }

    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public int compareTo(RuleId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
