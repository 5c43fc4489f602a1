package io.lapwing.sharedmodel.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An HTTP request, with its body as the bytes that were sent. Immutable.
public final class ApiRequest {

    private final String method;
    private final String path;
    private final Map<String, List<String>> query;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final String remoteAddress;

    /// @param method in capitals
    /// @param path percent-encoded as it came, beginning with `/`, without the query
    /// @param query decoded parameters, in their order
    /// @param headers by name, in whatever case
    /// @param remoteAddress who connected, for the audit trail
    public ApiRequest(String method, String path, Map<String, List<String>> query, Map<String, List<String>> headers,
            byte[] body, String remoteAddress) {
        this.method = method;
        this.path = path;
        this.query = Map.copyOf(query);
        TreeMap<String, List<String>> byLowerName = new TreeMap<>();
        headers.forEach((name, values) -> byLowerName.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        this.headers = byLowerName;
        this.body = body.clone();
        this.remoteAddress = remoteAddress;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /// Every query parameter with its values.
    public Map<String, List<String>> query() {
        return query;
    }

    public Optional<String> queryValue(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }

    /// Every header with its values, by lower-case name.
    public Map<String, List<String>> headers() {
        return Map.copyOf(headers);
    }

    /// A header's first value; its name in lower case.
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    public byte[] body() {
        return body.clone();
    }

    public int bodySize() {
        return body.length;
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public String remoteAddress() {
        return remoteAddress;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
