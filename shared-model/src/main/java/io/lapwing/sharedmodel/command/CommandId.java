package io.lapwing.sharedmodel.command;

import java.util.regex.Pattern;

/// The id of a command within its tenant, a level of its topics. `[A-Za-z0-9_-]{1,64}`.
public record CommandId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public CommandId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a command id is 1 to 64 of A-Z, a-z, 0-9, _ and -");
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
