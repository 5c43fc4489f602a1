package io.lapwing.local.chatemulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A `multipart/form-data` body (RFC 7578), as bots send pictures.
///
/// @param files in their order
record MultipartForm(Map<String, String> fields, List<byte[]> files) {
    static final MultipartForm EMPTY = new MultipartForm(Map.of(), List.of());

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");

    /// Nothing of what is not in that form.
    static MultipartForm of(ApiCall call) {
        Matcher boundary = BOUNDARY.matcher(call.header("content-type"));
        if (!boundary.find()) {
            return EMPTY;
        }
        Map<String, String> fields = new LinkedHashMap<>();
        List<byte[]> files = new ArrayList<>();
        // As ISO-8859-1, which keeps every byte.
        String body = new String(call.body(), StandardCharsets.ISO_8859_1);
        for (String part : body.split(Pattern.quote("--" + boundary.group(1)), -1)) {
            int end = part.indexOf("\r\n\r\n");
            Matcher name = NAME.matcher(end < 0 ? "" : part.substring(0, end));
            if (!name.find()) {
                continue;
            }
            byte[] content = part.substring(end + 4, Math.max(end + 4, part.length() - 2))
                    .getBytes(StandardCharsets.ISO_8859_1);
            if (part.substring(0, end).contains("filename=\"")) {
                files.add(content);
            } else {
                fields.put(name.group(1), new String(content, StandardCharsets.UTF_8));
            }
        }
        return new MultipartForm(fields, files);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name));
    }
}
