package io.lapwing.sharedmodel.file;

import java.util.regex.Pattern;

/// Where an object lies: segments of `[a-z0-9._=-]` with `/` between them, none beginning with a dot or a `=`; at
/// most 100 characters each and 512 together. Lower case, since not every file system tells the cases apart.
public record ObjectKey(String value) {

    private static final int MAX_LENGTH = 512;
    private static final Pattern SHAPE = Pattern
            .compile("[a-z0-9_-][a-z0-9._=-]{0,99}(/[a-z0-9_-][a-z0-9._=-]{0,99})*");

    public ObjectKey {
        if (value.length() > MAX_LENGTH || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("an object key is segments of a-z, 0-9, ., _, = and -, at most "
                    + MAX_LENGTH + " characters: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
