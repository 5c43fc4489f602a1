package io.lapwing.restapi.domain;

import java.util.Locale;

/// As much of content negotiation as a server with one representation for each resource needs.
public final class MediaTypes {
    private MediaTypes() {}

    /// A content type without its parameters, in lower case.
    public static String base(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /// Whether a client with this `Accept` takes `produced`. A range with `q=0` asks for nothing.
    public static boolean accepts(String accept, String produced) {
        String family = produced.substring(0, produced.indexOf('/') + 1) + "*";
        for (String range : accept.split(",", -1)) {
            String type = base(range);
            boolean refused = range.replace(" ", "").matches(".*;q=0(\\.0*)?");
            if (!refused && (type.equals("*/*") || type.equals(family) || type.equals(produced))) {
                return true;
            }
        }
        return accept.isBlank();
    }
}
