package io.lapwing.sharedmodel.file;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;

/// A download that somebody is to be allowed.
///
/// @param fileName what it is saved as
/// @param validFor how long the download may be begun, from a second to [UploadRequest#MAX_VALIDITY]
public record DownloadRequest(ObjectKey key, String fileName, Duration validFor) {

    public DownloadRequest {
        if (!FileSpec.isName(fileName)) {
            throw new IllegalArgumentException("a file's name has 1 to 255 characters, and no control characters");
        }
        if (validFor.compareTo(Duration.ofSeconds(1)) < 0 || validFor.compareTo(UploadRequest.MAX_VALIDITY) > 0) {
            throw new IllegalArgumentException("a download is allowed for a second to " + UploadRequest.MAX_VALIDITY);
        }
    }

    /// How HTTP tells a browser to save it, and as what (RFC 6266, with the encoding of RFC 8187).
    public String disposition() {
        StringBuilder encoded = new StringBuilder("attachment; filename*=UTF-8''");
        for (byte unit : fileName.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (unit & 0xff);
            if (letter < 0x80
                    && (Character.isLetterOrDigit(letter) || letter == '.' || letter == '-' || letter == '_')) {
                encoded.append(letter);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(unit));
            }
        }
        return encoded.toString();
    }
}
