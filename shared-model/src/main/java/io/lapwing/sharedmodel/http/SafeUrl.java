package io.lapwing.sharedmodel.http;

import java.net.URI;
import java.util.Set;

/// Addresses that can be believed: what comes over plain HTTP could be anybody's, unless it comes from this machine.
public final class SafeUrl {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private SafeUrl() {}

    /// @throws IllegalArgumentException if it is neither https nor on this machine
    public static URI of(String text) {
        URI url = URI.create(text);
        String host = url.getHost();
        boolean isLocal = host != null && "http".equals(url.getScheme()) && LOOPBACK.contains(host);
        if (host == null || !(isLocal || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("not https");
        }
        return url;
    }
}
