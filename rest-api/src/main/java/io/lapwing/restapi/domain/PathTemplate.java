package io.lapwing.restapi.domain;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A path with holes: `/v1/quarantine/{id}:replay`. A hole takes one or more characters of one segment.
public final class PathTemplate {
    private static final Pattern HOLE = Pattern.compile("\\{(\\w+)}");

    private final String text;
    /// What comes before the first hole and after the last: most templates are ruled out by them.
    private final String beginning;
    private final String ending;
    private final Pattern pattern;
    private final int literalLength;

    public PathTemplate(String text) {
        this.text = text;
        this.beginning = text.substring(0, text.indexOf('{') < 0 ? text.length() : text.indexOf('{'));
        this.ending = text.substring(text.lastIndexOf('}') + 1);
        this.literalLength = HOLE.matcher(text).replaceAll("").length();
        StringBuilder regex = new StringBuilder();
        Matcher hole = HOLE.matcher(text);
        int end = 0;
        while (hole.find()) {
            regex.append(Pattern.quote(text.substring(end, hole.start()))).append("(?<").append(hole.group(1))
                    .append(">[^/]+)");
            end = hole.end();
        }
        this.pattern = Pattern.compile(regex.append(Pattern.quote(text.substring(end))).toString());
    }

    /// What the holes of this template are filled with in `path`, percent-decoded; empty where it does not match.
    public Optional<Map<String, String>> match(String path) {
        if (!path.startsWith(beginning) || !path.endsWith(ending)) {
            return Optional.empty();
        }
        Matcher matcher = pattern.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : pattern.namedGroups().keySet()) {
            Optional<String> value = decode(matcher.group(name));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.put(name, value.get());
        }
        return Optional.of(values);
    }

    /// Of two templates that match one path, the one with more literal characters is meant.
    public int literalLength() {
        return literalLength;
    }

    @Override
    public String toString() {
        return text;
    }

    private static Optional<String> decode(String segment) {
        try {
            return Optional.of(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
