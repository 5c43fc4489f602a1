package io.lapwing.sharedmodel.file;

import java.util.regex.Pattern;

/// A media type as HTTP writes it, at most 128 visible ASCII characters and spaces: `text/csv; charset=utf-8`.
public record ContentType(String value) {

    private static final Pattern SHAPE = Pattern.compile("[!#$&^_.+A-Za-z0-9-]+/[!#$&^_.+A-Za-z0-9-]+( ?;[ -~]+)?");
    private static final int MAX_LENGTH = 128;

    public ContentType {
        if (value.length() > MAX_LENGTH || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("no content type: at most " + MAX_LENGTH + " characters, type/subtype");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
