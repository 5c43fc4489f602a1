package io.lapwing.sharedmodel.shadow;

import java.util.regex.Pattern;

/// The name of one of a device's shadows, a level of its topics. `[A-Za-z0-9_-]{1,64}`.
public record ShadowName(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /// Where nobody names one.
    public static final ShadowName MAIN = new ShadowName("main");

    public ShadowName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a shadow's name is 1 to 64 of A-Z, a-z, 0-9, _ and -");
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
