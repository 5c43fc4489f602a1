package io.lapwing.sharedmodel.work;

import java.util.regex.Pattern;

/// What the doer of a piece of work knows it again by, since it may get it more than once. 1 to 128 visible ASCII
/// characters.
public record WorkId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[!-~]{1,128}");

    public WorkId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a work id is 1 to 128 visible ASCII characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
