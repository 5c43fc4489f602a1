package io.lapwing.local.app.http;

import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.QueryString;
import io.lapwing.sharedmodel.http.ServerProblem;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

/// Turns a servlet's request into the neutral one. Bounds its body in size and in time.
final class ServletRequests {

    static final int MAX_BODY_BYTES = 1 << 20;

    private static final Duration BODY_WITHIN = Duration.ofSeconds(30);
    private static final int BUFFER_BYTES = 8192;

    private ServletRequests() {}

    static ApiRequest read(HttpServletRequest request) throws IOException, RequestUnreadable {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return new ApiRequest(request.getMethod(), request.getRequestURI(), query(request), headers,
                body(request), request.getRemoteAddr());
    }

    /// Parameters of the query alone: the servlet's own would take those of a form in the body, too, and the body
    /// with them.
    private static Map<String, List<String>> query(HttpServletRequest request) throws RequestUnreadable {
        try {
            return QueryString.parse(request.getQueryString());
        } catch (IllegalArgumentException e) {
            throw new RequestUnreadable(ServerProblem.MALFORMED_QUERY);
        }
    }

    private static byte[] body(HttpServletRequest request) throws IOException, RequestUnreadable {
        if (request.getContentLengthLong() > MAX_BODY_BYTES) {
            throw new RequestUnreadable(ServerProblem.BODY_TOO_LARGE);
        }
        try {
            return bodyOf(request.getInputStream());
        } catch (SocketTimeoutException e) {
            throw new RequestUnreadable(ServerProblem.BODY_TOO_SLOW);
        }
    }

    /// A sender that drips its body is stopped here, since no single read of it takes long.
    private static byte[] bodyOf(InputStream in) throws IOException, RequestUnreadable {
        long deadline = System.nanoTime() + BODY_WITHIN.toNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            body.write(buffer, 0, read);
            if (body.size() > MAX_BODY_BYTES) {
                throw new RequestUnreadable(ServerProblem.BODY_TOO_LARGE);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new RequestUnreadable(ServerProblem.BODY_TOO_SLOW);
            }
        }
        return body.toByteArray();
    }
}
