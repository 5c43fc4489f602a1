package io.lapwing.sharedmodel.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// The query of a URL, read as the HTML standard writes it (`application/x-www-form-urlencoded`): a `+` is a space.
public final class QueryString {

    private QueryString() {}

    /// Every parameter with its values, in their order.
    ///
    /// @param text percent-encoded, without the question mark
    /// @throws IllegalArgumentException if a percent sign is not followed by two hexadecimal digits
    public static Map<String, List<String>> parse(@Nullable String text) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (text == null) {
            return query;
        }
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                query.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            }
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
