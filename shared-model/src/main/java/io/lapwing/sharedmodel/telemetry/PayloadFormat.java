package io.lapwing.sharedmodel.telemetry;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// How a telemetry payload is written.
public enum PayloadFormat {
    JSON("application/json"),
    CBOR("application/cbor"),
    SENML_JSON("application/senml+json");

    private final String mediaType;

    PayloadFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /// The format of a content type, parameters left aside. JSON where none is given or it is unknown: devices often
    /// send none, or `text/plain`, and the payload itself shows soon enough whether it is JSON.
    public static PayloadFormat of(@Nullable String contentType) {
        if (contentType == null) {
            return JSON;
        }
        int end = contentType.indexOf(';');
        String type = (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "application/cbor" -> CBOR;
            case "application/senml+json" -> SENML_JSON;
            default -> JSON;
        };
    }
}
