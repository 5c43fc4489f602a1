package io.lapwing.sharedmodel.alert;

import java.util.regex.Pattern;

/// The id of an alert within its tenant, short enough to be said aloud: `A-102`. Later alerts have greater numbers;
/// not every number is used.
public record AlertId(String value) {

    private static final Pattern SHAPE = Pattern.compile("A-[1-9][0-9]{0,17}");
    private static final String PREFIX = "A-";

    public AlertId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("an alert id is A- and a number from 1");
        }
    }

    public static AlertId of(long number) {
        return new AlertId(PREFIX + number);
    }

    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches();
    }

    public long number() {
        return Long.parseLong(value.substring(PREFIX.length()));
    }

    @Override
    public String toString() {
        return value;
    }
}
