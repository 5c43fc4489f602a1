package io.lapwing.sharedmodel.http;

import java.util.Map;

/// What every answer tells browsers: to guess no content type, keep nothing, embed nothing, and tell nobody where they
/// came from. An answer that says something else about one of these means it.
public final class SecurityHeaders {
    private static final Map<String, String> HEADERS = Map.of("X-Content-Type-Options", "nosniff", "Cache-Control",
            "no-store", "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'", "Referrer-Policy",
            "no-referrer");

    private SecurityHeaders() {}

    public static ApiResponse on(ApiResponse response) {
        ApiResponse secured = response;
        for (Map.Entry<String, String> header : HEADERS.entrySet()) {
            if (!response.headers().containsKey(header.getKey())) {
                secured = secured.withHeader(header.getKey(), header.getValue());
            }
        }
        return secured;
    }
}
