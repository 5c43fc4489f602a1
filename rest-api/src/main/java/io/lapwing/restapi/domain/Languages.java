package io.lapwing.restapi.domain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// Reads the header `Accept-Language`.
public final class Languages {
    private static final Pattern FIRST = Pattern
            .compile("\\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4})\\s*(?:[,;].*)?");

    private Languages() {}

    /// The one that stands first, as browsers put the one that is wanted most; empty where none is named.
    public static Optional<String> first(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        Matcher matcher = FIRST.matcher(header);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
