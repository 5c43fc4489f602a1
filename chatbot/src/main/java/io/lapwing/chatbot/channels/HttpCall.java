package io.lapwing.chatbot.channels;

import io.lapwing.sharedmodel.json.Json;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// A request to a platform. Immutable.
public final class HttpCall {
    private static final String CONTENT_TYPE = "Content-Type";

    private final String method;
    private final URI url;
    private final Map<String, String> headers;
    private final byte[] body;

    private HttpCall(String method, URI url, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.url = url;
        this.headers = headers;
        this.body = body;
    }

    public static HttpCall get(URI url) {
        return new HttpCall("GET", url, Map.of(), new byte[0]);
    }

    /// @param body as [Json#write(Object)] takes it
    public static HttpCall postJson(URI url, Object body) {
        return json("POST", url, body);
    }

    public static HttpCall json(String method, URI url, Object body) {
        return new HttpCall(method, url, Map.of(CONTENT_TYPE, "application/json; charset=utf-8"), Json.write(body));
    }

    public static HttpCall postForm(URI url, Map<String, String> fields) {
        String form = fields.entrySet().stream().map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return postBytes(url, "application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8));
    }

    public static HttpCall postMultipart(URI url, Multipart parts) {
        return multipart("POST", url, parts);
    }

    public static HttpCall multipart(String method, URI url, Multipart parts) {
        return new HttpCall(method, url, Map.of(CONTENT_TYPE, parts.contentType()), parts.bytes());
    }

    public static HttpCall postBytes(URI url, String contentType, byte[] body) {
        return new HttpCall("POST", url, Map.of(CONTENT_TYPE, contentType), body.clone());
    }

    public HttpCall withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpCall(method, url, more, body);
    }

    public HttpCall withBearer(String token) {
        return withHeader("Authorization", "Bearer " + token);
    }

    HttpRequest request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).method(method,
                body.length == 0 && method.equals("GET")
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return request.build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// Without its address: that may hold a token.
    @Override
    public String toString() {
        return method + " to a chat platform";
    }
}
