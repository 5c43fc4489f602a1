package io.lapwing.sharedmodel.work;

import java.util.regex.Pattern;

/// The kind of a piece of work, which decides the function that does it. `[a-z][a-z0-9-]{0,39}`.
public record QueueName(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    public QueueName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a queue's name is a letter and up to 39 of a-z, 0-9 and -");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
