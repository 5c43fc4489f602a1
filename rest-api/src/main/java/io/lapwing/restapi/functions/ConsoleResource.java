package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// The web console: static files, open to all, since what they show comes from the interface behind the token.
final class ConsoleResource {
    /// Nothing from elsewhere, nothing inline, and in nobody's frame.
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final byte[] NO_BODY = {};

    private final ConsoleFiles files = new ConsoleFiles();

    ApiResponse index(Call call) {
        return answer(call, "index.html");
    }

    ApiResponse file(Call call) {
        return answer(call, call.pathValue("file"));
    }

    ApiResponse fileInFolder(Call call) {
        return answer(call, call.pathValue("folder") + "/" + call.pathValue("file"));
    }

    private ApiResponse answer(Call call, String path) {
        ConsoleFile file = files.find(path).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND).refuse());
        boolean gzip = takesGzip(call.header("accept-encoding"));
        Map<String, String> headers = headers(file.tag(gzip));
        if (isKnown(file, call.header("if-none-match"))) {
            return new ApiResponse(304, headers, NO_BODY);
        }
        headers.put(Replies.CONTENT_TYPE, file.contentType());
        if (gzip) {
            headers.put("Content-Encoding", "gzip");
        }
        return new ApiResponse(200, headers, gzip ? file.gzipped() : file.plain());
    }

    /// A browser keeps the files, and asks each time whether they are still the ones: so no page ever runs on the
    /// modules of two versions.
    private static Map<String, String> headers(String tag) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", tag);
        headers.put("Cache-Control", "no-cache");
        headers.put("Vary", "Accept-Encoding");
        headers.put("Content-Security-Policy", POLICY);
        return headers;
    }

    private static boolean isKnown(ConsoleFile file, @Nullable String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String tag : ifNoneMatch.split(",", -1)) {
            String strong = tag.strip().replaceFirst("^W/", "");
            if (strong.equals("*") || strong.equals(file.tag(true)) || strong.equals(file.tag(false))) {
                return true;
            }
        }
        return false;
    }

    private static boolean takesGzip(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        for (String coding : acceptEncoding.split(",", -1)) {
            String plain = coding.replace(" ", "");
            if (plain.matches("(gzip|\\*)(;q=.*)?")) {
                return !plain.matches(".*;q=0(\\.0*)?");
            }
        }
        return false;
    }
}
