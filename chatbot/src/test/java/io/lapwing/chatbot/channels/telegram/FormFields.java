package io.lapwing.chatbot.channels.telegram;

import io.lapwing.chatbot.channels.PlatformServer.Seen;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `multipart/form-data` as a platform does, strictly.
public final class FormFields {
    private static final Pattern HEADERS = Pattern.compile("Content-Disposition: form-data; name=\"([^\"]+)\""
            + "(; filename=\"[^\"]+\")?\r\nContent-Type: ([^\r]+)");

    private FormFields() {}

    /// One field: of a file, its content is ISO-8859-1.
    public record Field(String contentType, String value) {}

    public static Map<String, Field> read(Seen seen) {
        String contentType = Objects.requireNonNull(seen.headers().get("content-type"));
        if (!contentType.startsWith("multipart/form-data; boundary=")) {
            throw new IllegalArgumentException(contentType);
        }
        String boundary = "--" + contentType.substring(contentType.indexOf('=') + 1);
        Map<String, Field> fields = new LinkedHashMap<>();
        String[] parts = seen.body().split(Pattern.quote(boundary), -1);
        if (!parts[0].isEmpty() || !parts[parts.length - 1].equals("--\r\n")) {
            throw new IllegalArgumentException("not whole");
        }
        for (int i = 1; i < parts.length - 1; i++) {
            add(fields, parts[i]);
        }
        return fields;
    }

    private static void add(Map<String, Field> fields, String part) {
        int end = part.indexOf("\r\n\r\n");
        Matcher headers = HEADERS.matcher(part.substring(2, end));
        if (!headers.matches()) {
            throw new IllegalArgumentException("headers");
        }
        String value = part.substring(end + 4, part.length() - 2);
        boolean isFile = headers.group(2) != null;
        fields.put(headers.group(1), new Field(headers.group(3), isFile ? value
                : new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)));
    }
}
