package io.lapwing.aws.restapi;

import java.util.Locale;
import java.util.function.Function;

/// A function that a client might want to choose, and cannot.
final class Uppercase implements Function<String, String> {

    @Override
    public String apply(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
