package io.lapwing.aws.runtime.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The path of a request, as functions take it: percent-encoded, and without the name of the stage.
final class GatewayPath {

    private static final String DEFAULT_STAGE = "$default";
    private static final String FUNCTION_URL = ".lambda-url.";
    /// What may stand in a path as it is (RFC 3986, `pchar` and the slash).
    private static final String PLAIN = "-._~!$&'()*+,;=:@/";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private GatewayPath() {}

    /// @param rawPath of the event
    /// @param context the event's `requestContext`
    static String of(String rawPath, EventFields context) {
        // Only a function URL hands over the path as it came; an HTTP API has decoded it, whatever its name says.
        String domain = context.optionalText("domainName");
        String path = domain != null && domain.contains(FUNCTION_URL) ? rawPath : encoded(rawPath);
        String stage = "/" + context.text("stage");
        boolean staged = !stage.equals("/" + DEFAULT_STAGE)
                && (path.equals(stage) || path.startsWith(stage + "/"));
        String bare = staged ? path.substring(stage.length()) : path;
        return bare.isEmpty() ? "/" : bare;
    }

    private static String encoded(String path) {
        StringBuilder encoded = new StringBuilder(path.length());
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isPlain(c)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
    }
}
