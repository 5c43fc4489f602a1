package io.lapwing.sharedmodel.file;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/// What its holder uploads with: one HTTP request, with the bytes as its body.
///
/// @param headers to be sent exactly so, besides `Host` and `Content-Length`, which every HTTP client sends by itself
/// @param expiresAt when it can no longer be begun
public record UploadTicket(String method, URI url, Map<String, String> headers, Instant expiresAt) {

    public UploadTicket {
        headers = Map.copyOf(headers);
    }

    /// Without the signature, so that it cannot reach a log.
    @Override
    public String toString() {
        return "UploadTicket[" + method + " " + url.getPath() + " until " + expiresAt + "]";
    }
}
